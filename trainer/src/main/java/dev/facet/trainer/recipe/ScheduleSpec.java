package dev.facet.trainer.recipe;

import dev.facet.trainer.rule.Rules;
import java.util.List;

/**
 * How the learning rate moves over a run: a linear warm-up, then one of five shapes.
 *
 * @param shape what follows the warm-up
 * @param warmup share of all steps in which the rate rises from 0, in 0..1 without 1
 * @param end share of the highest rate that cosine and polynomial shapes end at, and that cycles
 *     begin and end at
 * @param power of the polynomial shape
 * @param every epochs between two drops of the step shape, or from a cycle's begin to its middle
 * @param factor what a drop multiplies the rate by
 * @param milestones epochs after which the milestones shape drops, rising
 */
public record ScheduleSpec(
    Shape shape,
    double warmup,
    double end,
    double power,
    int every,
    double factor,
    List<Integer> milestones) {
  /** The shapes that there are. */
  public enum Shape {
    /** Half a cosine from the highest rate to the end. */
    COSINE,
    /** {@code (1 - progress) ^ power}, down to the end. */
    POLYNOMIAL,
    /** Triangles from the end to the highest rate and back (Smith 2017). */
    CYCLICAL,
    /** A product with the factor at every so many epochs. */
    STEP,
    /** A product with the factor after each of the epochs named. */
    MILESTONES
  }

  /**
   * Checks every field.
   *
   * @throws IllegalArgumentException if one breaks its rule
   */
  public ScheduleSpec {
    Rules.share("warmup", warmup);
    if (!(end >= 0 && end <= 1)) {
      throw new IllegalArgumentException("end must be in 0..1, found " + end);
    }
    Rules.positive("power", power);
    Rules.atLeastOne("every", every);
    Rules.positive("factor", factor);
    milestones = List.copyOf(milestones);
    int last = 0;
    for (int epoch : milestones) {
      if (epoch <= last) {
        throw new IllegalArgumentException(
            "milestones must be rising epochs from 1 on, found " + milestones);
      }
      last = epoch;
    }
    if (shape == Shape.MILESTONES && milestones.isEmpty()) {
      throw new IllegalArgumentException("milestones must name an epoch, found none");
    }
  }
}
