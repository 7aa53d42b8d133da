package dev.facet.trainer.evaluate.verification;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.facet.trainer.evaluate.statistics.Spread;
import java.util.List;

/**
 * Verification accuracy by cross-validation, the protocol of LFW (Huang et al., Labeled Faces in
 * the Wild, 2007): each fold is judged with the threshold that is best on all others.
 *
 * @param mean of the folds' accuracies, in 0..1
 * @param standardDeviation of the folds' accuracies, of a sample (with n - 1)
 * @param folds by their number
 */
@JsonIgnoreProperties(value = "standardError", allowGetters = true)
public record FoldedAccuracy(double mean, double standardDeviation, List<Fold> folds) {
  /**
   * One fold.
   *
   * @param fold its number
   * @param pairs how many it has
   * @param threshold that was chosen on the other folds
   * @param accuracy the fraction of its pairs that are judged right, in 0..1
   */
  public record Fold(int fold, int pairs, double threshold, double accuracy) {}

  /** Takes a copy. */
  public FoldedAccuracy {
    folds = List.copyOf(folds);
  }

  static FoldedAccuracy of(List<Fold> folds) {
    Spread spread = Spread.of(folds.stream().map(Fold::accuracy).toList());
    return new FoldedAccuracy(spread.mean(), spread.deviation(), folds);
  }

  /** The standard error of the mean, {@code standardDeviation / sqrt(folds)}, which LFW reports. */
  @JsonProperty
  public double standardError() {
    return standardDeviation / Math.sqrt(folds.size());
  }
}
