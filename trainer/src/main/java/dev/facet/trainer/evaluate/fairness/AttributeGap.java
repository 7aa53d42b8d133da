package dev.facet.trainer.evaluate.fairness;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * How differently one attribute is predicted for two groups. A difference is absent where a rate
 * that it needs is.
 *
 * @param attribute its name
 * @param with the group that shows the grouping attribute, by label
 * @param without the group that does not
 * @param demographicParity the difference of the positive rates, {@code with - without}, in -1..1:
 *     not wrong in itself where the labels differ as much
 * @param equalisedOdds the larger of the absolute differences of the true and of the false positive
 *     rates, in 0..1 (Hardt et al., Equality of Opportunity in Supervised Learning, 2016): never
 *     below 0, so its interval leaves 0 out even where chance makes the difference
 * @param accuracy the difference of the accuracies, {@code with - without}, in -1..1
 */
public record AttributeGap(
    String attribute,
    GroupRates with,
    GroupRates without,
    Optional<Estimate> demographicParity,
    Optional<Estimate> equalisedOdds,
    Optional<Estimate> accuracy) {
  /** Checks for null. */
  public AttributeGap {
    requireNonNull(demographicParity, "demographicParity is null");
    requireNonNull(equalisedOdds, "equalisedOdds is null");
    requireNonNull(accuracy, "accuracy is null");
  }
}
