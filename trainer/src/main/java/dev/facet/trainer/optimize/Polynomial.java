package dev.facet.trainer.optimize;

import org.nd4j.linalg.schedule.ISchedule;

/**
 * Polynomial decay: {@code low + (high - low) (1 - t / steps) ^ power}; low from step {@code steps}
 * on. ND4J's own {@code PolySchedule} rises instead.
 *
 * @param high rate at step 0
 * @param low rate at the end
 * @param power above 0
 * @param steps length of the fall, at least 1
 */
public record Polynomial(double high, double low, double power, long steps) implements ISchedule {
  @Override
  public double valueAt(int iteration, int epoch) {
    double progress = Math.min(1, (double) iteration / steps);
    return low + (high - low) * Math.pow(1 - progress, power);
  }

  @Override
  public ISchedule clone() {
    return this;
  }
}
