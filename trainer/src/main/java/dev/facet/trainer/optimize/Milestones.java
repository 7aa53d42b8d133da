package dev.facet.trainer.optimize;

import java.util.List;
import org.nd4j.linalg.schedule.ISchedule;

/**
 * Drops after named epochs: {@code rate factor ^ (milestones up to the epoch)}.
 *
 * @param rate of the first epochs
 * @param factor of a drop
 * @param milestones epochs that are done when the rate drops, rising
 */
public record Milestones(double rate, double factor, List<Integer> milestones)
    implements ISchedule {
  /** Copies the list. */
  public Milestones {
    milestones = List.copyOf(milestones);
  }

  @Override
  public double valueAt(int iteration, int epoch) {
    int passed = (int) milestones.stream().filter(milestone -> milestone <= epoch).count();
    return rate * Math.pow(factor, passed);
  }

  @Override
  public ISchedule clone() {
    return this;
  }
}
