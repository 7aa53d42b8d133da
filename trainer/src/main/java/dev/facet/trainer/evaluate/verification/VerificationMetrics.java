package dev.facet.trainer.evaluate.verification;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Optional;

/**
 * How well similarities tell pairs of one person from pairs of two. Rates in 0..1.
 *
 * @param samePairs pairs of one person
 * @param differentPairs pairs of two
 * @param accuracy by cross-validation; absent if the pairs are not in two folds or more
 * @param areaUnderCurve the area under the ROC curve: the probability that a pair of one person has
 *     a higher similarity than a pair of two, equal ones counting half
 * @param equalError where the two kinds of mistakes balance
 * @param tarAtFar at falling rates
 * @param curve some points of the ROC curve, measured ones, from {@code (0, 0)} to {@code (1, 1)}:
 *     of the full curve those with the highest true accept rate within each twentieth of a decade
 *     of the false accept rate
 */
@JsonIgnoreProperties(value = "majorityAccuracy", allowGetters = true)
public record VerificationMetrics(
    int samePairs,
    int differentPairs,
    Optional<FoldedAccuracy> accuracy,
    double areaUnderCurve,
    EqualError equalError,
    List<TarAtFar> tarAtFar,
    List<RocPoint> curve) {
  /**
   * Takes copies.
   *
   * @throws IllegalArgumentException if there are no pairs of one of the kinds
   */
  public VerificationMetrics {
    requireNonNull(accuracy, "accuracy is null");
    requireNonNull(equalError, "equalError is null");
    tarAtFar = List.copyOf(tarAtFar);
    curve = List.copyOf(curve);
    if (samePairs <= 0 || differentPairs <= 0) {
      throw new IllegalArgumentException(
          "verification needs pairs of both kinds, found %d same and %d different"
              .formatted(samePairs, differentPairs));
    }
  }

  /**
   * The accuracy of always guessing the more frequent kind of pairs, in 0..1: one half where both
   * are as frequent, as on LFW, but nearly 1 over all pairs of some faces.
   */
  @JsonProperty
  public double majorityAccuracy() {
    return (double) Math.max(samePairs, differentPairs) / ((double) samePairs + differentPairs);
  }
}
