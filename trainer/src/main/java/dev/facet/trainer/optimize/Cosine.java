package dev.facet.trainer.optimize;

import org.nd4j.linalg.schedule.ISchedule;

/**
 * Half a cosine (Loshchilov and Hutter 2017, eq. 5): {@code low + (high - low) (1 + cos(pi t /
 * steps)) / 2}; low from step {@code steps} on, which is the one after the fall.
 *
 * @param high rate at step 0
 * @param low rate at the end
 * @param steps length of the fall, at least 1
 */
public record Cosine(double high, double low, long steps) implements ISchedule {
  @Override
  public double valueAt(int iteration, int epoch) {
    double progress = Math.min(1, (double) iteration / steps);
    return low + (high - low) * (1 + Math.cos(Math.PI * progress)) / 2;
  }

  @Override
  public ISchedule clone() {
    return this;
  }
}
