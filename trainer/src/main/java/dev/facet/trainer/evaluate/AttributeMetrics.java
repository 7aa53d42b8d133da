package dev.facet.trainer.evaluate;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.OptionalDouble;

/**
 * How well one attribute is predicted. Fractions are in 0..1; N is the sum of the four counts.
 *
 * @param attribute its name
 * @param threshold the attribute is predicted as present from this probability on
 * @param truePositives faces that show it and are predicted to
 * @param falsePositives faces that do not show it and are predicted to
 * @param trueNegatives faces that do not show it and are not predicted to
 * @param falseNegatives faces that show it and are not predicted to
 * @param majorityAccuracy the accuracy of always guessing the more frequent class, see {@link
 *     MajoritySource}
 * @param averagePrecision the area under the steps of precision over recall, {@code sum of (R[n] -
 *     R[n-1]) P[n]} over falling probabilities, equal ones as one step; absent without positives
 * @param calibrationError {@code sum of n[b] / N * |mean probability - fraction present|} over 15
 *     bins b of equal width of the predicted probability (the expected calibration error of a
 *     binary prediction)
 */
@JsonIgnoreProperties(
    value = {"images", "positives", "prevalence", "accuracy", "gain", "balancedAccuracy"},
    allowGetters = true)
public record AttributeMetrics(
    String attribute,
    double threshold,
    int truePositives,
    int falsePositives,
    int trueNegatives,
    int falseNegatives,
    double majorityAccuracy,
    OptionalDouble averagePrecision,
    double calibrationError) {
  /** Faces that were judged. */
  @JsonProperty
  public int images() {
    return truePositives + falsePositives + trueNegatives + falseNegatives;
  }

  /** Faces that show the attribute. */
  @JsonProperty
  public int positives() {
    return truePositives + falseNegatives;
  }

  /** The fraction of the faces that show the attribute. */
  @JsonProperty
  public double prevalence() {
    return (double) positives() / images();
  }

  /** The fraction of the faces that are predicted right. */
  @JsonProperty
  public double accuracy() {
    return (double) (truePositives + trueNegatives) / images();
  }

  /** The accuracy above the majority's: negative where guessing were better. */
  @JsonProperty
  public double gain() {
    return accuracy() - majorityAccuracy;
  }

  /**
   * The mean of the accuracy on faces with the attribute and on those without; absent where one of
   * the two kinds is.
   */
  @JsonProperty
  public OptionalDouble balancedAccuracy() {
    int negatives = images() - positives();
    if (positives() == 0 || negatives == 0) {
      return OptionalDouble.empty();
    }
    return OptionalDouble.of(
        ((double) truePositives / positives() + (double) trueNegatives / negatives) / 2);
  }
}
