package dev.facet.trainer.report;

import static java.util.Objects.requireNonNull;

import dev.facet.trainer.evaluate.Metrics;
import dev.facet.trainer.evaluate.verification.VerificationMetrics;
import java.util.Optional;

/**
 * What was measured of a run, as far as it was.
 *
 * @param attributes how well each is predicted
 * @param findings what was found beyond that
 * @param verification how well embeddings tell persons apart
 */
public record Judgement(
    Optional<Metrics> attributes,
    Optional<Findings> findings,
    Optional<VerificationMetrics> verification) {
  /** Checks for null. */
  public Judgement {
    requireNonNull(attributes, "attributes is null");
    requireNonNull(findings, "findings is null");
    requireNonNull(verification, "verification is null");
  }

  /** Attributes alone. */
  public static Judgement of(Metrics attributes) {
    return new Judgement(Optional.of(attributes), Optional.empty(), Optional.empty());
  }

  /** Attributes and what was found beyond them. */
  public static Judgement of(Metrics attributes, Findings findings) {
    return new Judgement(Optional.of(attributes), Optional.of(findings), Optional.empty());
  }

  /** Pairs of faces alone. */
  public static Judgement of(VerificationMetrics verification) {
    return new Judgement(Optional.empty(), Optional.empty(), Optional.of(verification));
  }
}
