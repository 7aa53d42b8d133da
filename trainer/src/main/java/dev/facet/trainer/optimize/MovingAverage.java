package dev.facet.trainer.optimize;

import java.lang.foreign.MemorySegment;
import java.util.List;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * An exponential moving average of a network's weights and running statistics (Polyak and Juditsky
 * 1992): {@code a = d a + (1 - d) w}, where d grows to the memory as {@code (1 + t) / (10 + t)}, so
 * that the start is soon forgotten.
 */
public final class MovingAverage {
  private final double memory;
  private final Numbers weights;
  private final Numbers average;
  private final Chunks chunks;

  /**
   * An average that begins with the next update.
   *
   * @param memory in 0..1 without 1
   */
  public MovingAverage(double memory, WeightBlock weights) {
    this.memory = memory;
    this.weights = weights.values();
    this.average = weights.allocateWhole();
    this.chunks = new Chunks(weights.places());
  }

  /** Takes in the weights after a step; count is how many steps there were before. */
  public void update(long count) {
    float keep = count == 0 ? 0 : (float) Math.min(memory, (1.0 + count) / (10.0 + count));
    switch (weights) {
      case Numbers.Host host -> update(host.segment(), average.saved(), keep);
      case Numbers.Flat flat -> update(flat.all(), keep);
    }
  }

  private void update(MemorySegment from, MemorySegment to, float keep) {
    chunks.each(
        chunk -> {
          for (long i = chunk.begin(); i < chunk.end(); i += Lanes.SPECIES.length()) {
            VectorMask<Float> mask = Lanes.mask(i, chunk.end());
            FloatVector w = Lanes.load(from, i, mask).mul(1 - keep);
            Lanes.store(Lanes.load(to, i, mask).mul(keep).add(w), to, i, mask);
          }
        });
  }

  private void update(INDArray from, float keep) {
    average.array(0, List.of(from.length())).muli(keep).addi(from.mul(1 - keep));
  }

  /** The average, in the layout of the block. */
  public Numbers values() {
    return average;
  }

  /** What must be kept to go on later. */
  public List<Numbers> state() {
    return List.of(average);
  }
}
