package dev.facet.trainer.optimize;

import java.util.Arrays;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Decoupled weight decay on a flat array: only parameters that decay are drawn to zero. */
final class Decay {
  private final INDArray weights;
  private final INDArray decaying;
  private final INDArray scratch;
  private final double strength;

  /**
   * A decay of what a block learns.
   *
   * @param weights those numbers, flat
   * @param strength decay per unit of learning rate
   */
  Decay(WeightBlock block, INDArray weights, double strength) {
    this.weights = weights;
    this.strength = strength;
    float[] mask = new float[Math.toIntExact(weights.length())];
    for (WeightBlock.Place place : block.trainablePlaces()) {
      int begin = Math.toIntExact(place.offset());
      Arrays.fill(mask, begin, begin + Math.toIntExact(place.length()), place.decays() ? 1 : 0);
    }
    decaying = Nd4j.createFromArray(mask);
    scratch = decaying.dup();
  }

  /** {@code w = (1 - rate * strength) w} where w decays. */
  void apply(double rate) {
    if (strength > 0) {
      weights.muli(scratch.assign(decaying).muli(-rate * strength).addi(1));
    }
  }
}
