package dev.facet.exporter.export;

import dev.facet.exporter.bundle.Manifest.OperatingPoint;
import dev.facet.exporter.bundle.Manifest.VerificationEntry;
import dev.facet.exporter.run.PairedFaces;
import dev.facet.trainer.data.Partition;
import dev.facet.trainer.data.pairs.VerificationPairs;
import dev.facet.trainer.evaluate.verification.Similarities;
import dev.facet.trainer.evaluate.verification.TarAtFar;
import dev.facet.trainer.evaluate.verification.Verification;
import dev.facet.trainer.evaluate.verification.VerificationMetrics;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Optional;

/**
 * Measures from which similarity on two faces may count as one person, at false accept rates of
 * 1e-1, 1e-2 and 1e-3.
 */
final class OperatingPoints {
  private static final double LEAST_RATE = 0.9e-3;

  /** With fewer false accepts a threshold hangs on a few faces. */
  private static final int LEAST_ACCEPTS = 10;

  private static final int DIGITS = 6;

  private OperatingPoints() {}

  /**
   * Measures.
   *
   * @param embeddings {@code [N][D]} of the faces
   * @return empty if the pairs are too few for any of the rates
   */
  static Optional<VerificationEntry> measure(
      PairedFaces faces, Partition partition, float[][] embeddings) {
    VerificationPairs pairs = faces.pairs();
    return of(
        Similarities.cosine(embeddings, pairs.first(), pairs.second()),
        pairs.same(),
        partition,
        faces.faces().size());
  }

  /**
   * The points of some similarities.
   *
   * @param similarities {@code [P]}
   * @param same {@code [P]}: whether a pair is of one person
   */
  static Optional<VerificationEntry> of(
      float[] similarities, boolean[] same, Partition partition, int faces) {
    VerificationMetrics metrics = Verification.of(similarities, same);
    List<OperatingPoint> points =
        metrics.tarAtFar().stream()
            .filter(each -> each.falseAcceptRate() > LEAST_RATE)
            .filter(each -> each.falseAccepts() >= LEAST_ACCEPTS)
            .map(OperatingPoints::point)
            .toList();
    return points.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new VerificationEntry(
                partition.label(), faces, metrics.samePairs(), metrics.differentPairs(), points));
  }

  /** The threshold is rounded up: nobody is accepted because of its last digits. */
  private static OperatingPoint point(TarAtFar each) {
    double threshold =
        BigDecimal.valueOf(each.threshold().orElseThrow())
            .setScale(DIGITS, RoundingMode.CEILING)
            .doubleValue();
    return new OperatingPoint(
        each.falseAcceptRate(),
        threshold,
        QuantizationFacts.rounded(each.trueAcceptRate().orElseThrow()),
        each.falseAccepts());
  }
}
