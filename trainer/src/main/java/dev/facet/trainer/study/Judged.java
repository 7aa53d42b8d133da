package dev.facet.trainer.study;

import dev.facet.trainer.evaluate.Metrics;
import dev.facet.trainer.evaluate.verification.VerificationMetrics;
import java.util.Optional;

/**
 * How good a run is.
 *
 * @param attributes on the faces of a partition, if it predicts any
 * @param persons on all pairs of that partition's faces of persons that it has not learnt from, if
 *     it has an embedding
 */
public record Judged(Optional<Metrics> attributes, Optional<VerificationMetrics> persons) {}
