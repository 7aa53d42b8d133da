package dev.facet.function.inference;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.Tracer;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;

/**
 * The steps of a request's images as spans below the span of the request. They happen on threads
 * that know no request, so every piece of work brings its own context. Without OpenTelemetry's SDK,
 * and for requests that are not sampled, nothing is made.
 */
@Singleton
class ReadingSpans {
  private static final AttributeKey<Long> IMAGES = AttributeKey.longKey("facet.images");

  private final Tracer tracer;

  @Inject
  ReadingSpans(Instance<OpenTelemetry> telemetry) {
    this(telemetry.isResolvable() ? telemetry.get() : OpenTelemetry.noop());
  }

  ReadingSpans(OpenTelemetry telemetry) {
    this.tracer = telemetry.getTracer("dev.facet.function");
  }

  /**
   * A step that ends now.
   *
   * @param start when it began, in the time of {@link System#nanoTime}
   * @param images how many the step was for, those of other requests included
   */
  void ended(String step, Work work, long start, int images) {
    if (!Span.fromContext(work.trace()).getSpanContext().isSampled()) {
      return;
    }
    Instant now = Instant.now();
    tracer
        .spanBuilder(step)
        .setParent(work.trace())
        .setStartTimestamp(now.minusNanos(System.nanoTime() - start))
        .setAttribute(IMAGES, (long) images)
        .startSpan()
        .end(now);
  }
}
