package dev.facet.trainer.optimize;

import org.nd4j.linalg.schedule.ISchedule;

/**
 * Triangles (Smith 2017, section 3.2, the policy "triangular"): {@code low + (high - low) max(0, 1
 * - x)} with {@code x = |t / half - 2 cycle + 1|} and {@code cycle = floor(1 + t / (2 half))}: a
 * linear rise of {@code half} steps, a fall of as many, and so on.
 *
 * @param low rate at step 0 and at every end of a cycle
 * @param high rate in the middle of a cycle
 * @param half steps of a rise, the paper's step size, at least 1
 */
public record Cyclical(double low, double high, long half) implements ISchedule {
  @Override
  public double valueAt(int iteration, int epoch) {
    long cycle = 1 + iteration / (2 * half);
    double x = Math.abs((double) iteration / half - 2 * cycle + 1);
    return low + (high - low) * Math.max(0, 1 - x);
  }

  @Override
  public ISchedule clone() {
    return this;
  }
}
