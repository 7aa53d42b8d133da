package dev.facet.trainer.graph;

import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/** How a parameter begins. */
public sealed interface Start {

  /** Fills a new parameter. The same seed gives the same numbers. */
  void fill(float[] values, long seed);

  /** Every number the same. */
  record Constant(float value) implements Start {
    @Override
    public void fill(float[] values, long seed) {
      java.util.Arrays.fill(values, value);
    }
  }

  /** Independent normal numbers around zero with the given standard deviation. */
  record Normal(double deviation) implements Start {
    @Override
    public void fill(float[] values, long seed) {
      RandomGenerator random = new SplittableRandom(seed);
      for (int i = 0; i < values.length; i++) {
        values[i] = (float) (random.nextGaussian() * deviation);
      }
    }
  }

  /**
   * Normal numbers that keep the variance through a layer that a rectifier follows (He et al. 2015,
   * eq. 10): deviation {@code sqrt(2 / fanIn)}.
   *
   * @param fanIn how many inputs one output sums over
   */
  static Start he(long fanIn) {
    return new Normal(Math.sqrt(2.0 / fanIn));
  }

  /** Deviation {@code sqrt(1 / fanIn)}: for a layer that no rectifier follows. */
  static Start linear(long fanIn) {
    return new Normal(Math.sqrt(1.0 / fanIn));
  }
}
