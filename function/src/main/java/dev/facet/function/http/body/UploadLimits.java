package dev.facet.function.http.body;

import dev.facet.function.config.FacetConfig;
import java.time.Duration;

/**
 * What a body may cost.
 *
 * @param body its most bytes
 * @param queueDeadline how long it may wait for room in memory
 * @param uploadDeadline how long it may take to arrive
 */
record UploadLimits(long body, Duration queueDeadline, Duration uploadDeadline) {
  static UploadLimits of(FacetConfig config) {
    return new UploadLimits(
        config.limits().body().asLongValue(), config.queueDeadline(), config.uploadDeadline());
  }
}
