package dev.facet.trainer.optimize;

import org.nd4j.linalg.schedule.ISchedule;

/**
 * Drops at fixed epochs: {@code rate factor ^ floor(epoch / every)}.
 *
 * @param rate of the first epochs
 * @param factor of a drop
 * @param every epochs between two drops, at least 1
 */
public record Steps(double rate, double factor, int every) implements ISchedule {
  @Override
  public double valueAt(int iteration, int epoch) {
    return rate * Math.pow(factor, Math.floorDiv(epoch, every));
  }

  @Override
  public ISchedule clone() {
    return this;
  }
}
