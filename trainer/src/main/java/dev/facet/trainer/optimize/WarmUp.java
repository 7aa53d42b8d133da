package dev.facet.trainer.optimize;

import org.nd4j.linalg.schedule.ISchedule;

/**
 * A linear rise before another schedule: step t of the first {@code steps} has {@code rate (t + 1)
 * / steps}; what follows counts from its own 0.
 *
 * @param steps of the rise, 0 for none
 * @param rate at its end
 * @param then what follows
 */
public record WarmUp(long steps, double rate, ISchedule then) implements ISchedule {
  @Override
  public double valueAt(int iteration, int epoch) {
    return iteration < steps
        ? rate * (iteration + 1) / steps
        : then.valueAt(Math.toIntExact(iteration - steps), epoch);
  }

  @Override
  public ISchedule clone() {
    return this;
  }
}
