package dev.facet.trainer.evaluate;

import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Function;

/**
 * Means over the attributes, each attribute counting the same. Fractions in 0..1.
 *
 * @param accuracy the mean accuracy, which is also the fraction of all (face, attribute) pairs that
 *     are right
 * @param accuracyStandardError how far that mean would move with other faces: the standard
 *     deviation over faces of a face's own accuracy, divided by the square root of their number,
 *     since the attributes of one face are not independent; absent for a single face
 * @param majorityAccuracy the mean accuracy of the majority baseline
 * @param balancedAccuracy over the attributes that have one
 * @param withBalancedAccuracy how many those are
 * @param averagePrecision over the attributes that have one
 * @param withAveragePrecision how many those are
 * @param calibrationError the mean of the attributes' own errors
 */
public record MeanMetrics(
    double accuracy,
    OptionalDouble accuracyStandardError,
    double majorityAccuracy,
    OptionalDouble balancedAccuracy,
    int withBalancedAccuracy,
    OptionalDouble averagePrecision,
    int withAveragePrecision,
    double calibrationError) {
  static MeanMetrics of(List<AttributeMetrics> attributes, OptionalDouble standardError) {
    return new MeanMetrics(
        attributes.stream().mapToDouble(AttributeMetrics::accuracy).average().orElseThrow(),
        standardError,
        attributes.stream().mapToDouble(AttributeMetrics::majorityAccuracy).average().orElseThrow(),
        mean(attributes, AttributeMetrics::balancedAccuracy),
        count(attributes, AttributeMetrics::balancedAccuracy),
        mean(attributes, AttributeMetrics::averagePrecision),
        count(attributes, AttributeMetrics::averagePrecision),
        attributes.stream()
            .mapToDouble(AttributeMetrics::calibrationError)
            .average()
            .orElseThrow());
  }

  /** The accuracy above the majority's. */
  public double gain() {
    return accuracy - majorityAccuracy;
  }

  private static OptionalDouble mean(
      List<AttributeMetrics> attributes, Function<AttributeMetrics, OptionalDouble> value) {
    return attributes.stream().map(value).flatMapToDouble(OptionalDouble::stream).average();
  }

  private static int count(
      List<AttributeMetrics> attributes, Function<AttributeMetrics, OptionalDouble> value) {
    return (int) attributes.stream().map(value).filter(OptionalDouble::isPresent).count();
  }
}
