package dev.facet.trainer.report;

import static java.util.Objects.requireNonNull;

import dev.facet.trainer.evaluate.Predictions;
import dev.facet.trainer.evaluate.consistency.Consistency;
import dev.facet.trainer.evaluate.consistency.ConsistencyMetrics;
import dev.facet.trainer.evaluate.fairness.GroupComparison;
import dev.facet.trainer.evaluate.fairness.GroupMetrics;
import java.util.List;

/**
 * What an evaluation found beyond the attributes one by one.
 *
 * @param groups how differently groups of faces are treated
 * @param consistency how often predictions contradict themselves
 */
public record Findings(GroupMetrics groups, ConsistencyMetrics consistency) {
  /** Checks for null. */
  public Findings {
    requireNonNull(groups, "groups is null");
    requireNonNull(consistency, "consistency is null");
  }

  /**
   * Looks into predictions.
   *
   * @param groupings attributes to part the faces by, which may be none
   * @throws dev.facet.trainer.data.DataException if a predicted attribute or a grouping is not
   *     labelled
   */
  public static Findings of(Predictions predictions, List<String> groupings) {
    return new Findings(
        new GroupComparison().compare(predictions, groupings), Consistency.of(predictions));
  }
}
