package dev.facet.function.http;

import dev.facet.function.bundle.Manifest;
import dev.facet.function.bundle.Manifest.OperatingPoint;
import dev.facet.function.problem.ProblemException;
import dev.facet.function.problem.ProblemType;
import dev.facet.function.problem.Quoted;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Chooses among the thresholds that a manifest states. */
final class OperatingPoints {
  /** Two decimal numbers that are written differently may differ in their last bits. */
  private static final double SAME = 1e-9;

  private OperatingPoints() {}

  /**
   * The point with this false accept rate; without one, the point with the least.
   *
   * @param falseAcceptRate as the caller wrote it
   * @throws ProblemException when the manifest states no such point
   */
  static OperatingPoint of(Manifest manifest, Optional<String> falseAcceptRate) {
    List<OperatingPoint> points = manifest.verification();
    if (points.isEmpty()) {
      throw new ProblemException(
          ProblemType.NO_THRESHOLD,
          "The manifest of %s states no threshold for verification; export the model with validation faces of known identities, or compare the answers of /v1/embeddings yourself."
              .formatted(manifest.versioned()));
    }
    return falseAcceptRate.map(rate -> at(points, rate)).orElse(points.getLast());
  }

  private static OperatingPoint at(List<OperatingPoint> points, String written) {
    double rate = number(written);
    return points.stream()
        .filter(point -> Math.abs(point.falseAcceptRate() - rate) < SAME)
        .findFirst()
        .orElseThrow(
            () ->
                new ProblemException(
                    ProblemType.BAD_FIELD,
                    "falseAcceptRate is %s; the model states thresholds for %s."
                        .formatted(
                            Quoted.value(written),
                            points.stream()
                                .map(point -> Double.toString(point.falseAcceptRate()))
                                .collect(Collectors.joining(", ")))));
  }

  private static double number(String written) {
    try {
      return Double.parseDouble(written);
    } catch (NumberFormatException e) {
      return Double.NaN; // which is no rate that any manifest states
    }
  }
}
