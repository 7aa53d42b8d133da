package dev.facet.trainer.evaluate.fairness;

import static java.util.Objects.requireNonNull;

import dev.facet.trainer.evaluate.statistics.Interval;
import java.util.Optional;

/**
 * A difference between groups and how sure it is.
 *
 * @param value on the faces as they are
 * @param interval from resamples of them; absent if the units are too few, or the difference is
 *     undefined in more than one of twenty resamples
 */
public record Estimate(double value, Optional<Interval> interval) {
  /** Checks for null. */
  public Estimate {
    requireNonNull(interval, "interval is null");
  }
}
