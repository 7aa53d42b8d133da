package dev.facet.function.inference;

import static org.assertj.core.api.Assertions.assertThat;

import dev.facet.function.bundle.Manifest;
import dev.facet.function.config.Configured;
import dev.facet.function.model.ServedModel;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Scope;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReadingSpansTest {
  private static final AttributeKey<Long> IMAGES = AttributeKey.longKey("facet.images");

  @TempDir private Path root;
  private final InMemorySpanExporter spans = InMemorySpanExporter.create();
  private final OpenTelemetry telemetry =
      OpenTelemetrySdk.builder()
          .setTracerProvider(
              SdkTracerProvider.builder()
                  .addSpanProcessor(SimpleSpanProcessor.create(spans))
                  .build())
          .build();

  @Test
  void everyStepIsASpanBelowTheOneOfTheRequest() throws Exception {
    Span request = telemetry.getTracer("test").spanBuilder("request").startSpan();
    try (Scope scope = request.makeCurrent()) {
      assertThat(scope).isNotNull();
      read(2);
    }
    request.end();

    List<SpanData> steps =
        spans.getFinishedSpanItems().stream()
            .filter(span -> !span.getName().equals("request"))
            .toList();
    assertThat(steps)
        .extracting(SpanData::getName)
        .containsExactlyInAnyOrder("queue", "decode", "decode", "inference", "batch");
    assertThat(steps)
        .allSatisfy(
            step -> {
              assertThat(step.getParentSpanId()).isEqualTo(request.getSpanContext().getSpanId());
              assertThat(step.getTraceId()).isEqualTo(request.getSpanContext().getTraceId());
              assertThat(step.getStartEpochNanos()).isLessThanOrEqualTo(step.getEndEpochNanos());
              assertThat(step.getAttributes().get(IMAGES))
                  .isEqualTo(step.getName().equals("decode") ? 1L : 2L);
            });
  }

  @Test
  void aRequestThatNobodyFollowsLeavesNoSpans() throws Exception {
    read(1);

    assertThat(spans.getFinishedSpanItems()).isEmpty();
  }

  /** Reads images and waits for the threads that read them. */
  private void read(int count) throws Exception {
    ReadingTimes times = new ReadingTimes(new SimpleMeterRegistry(), new ReadingSpans(telemetry));
    FaceFunction function =
        new FaceFunction(Configured.with(Map.of("facet.concurrency", "1")), times);
    try (ServedModel model = ColourModel.load(root)) {
      List<ImageFile> images = java.util.Collections.nCopies(count, ColourModel.grey(model, 9));
      function.read(model, Set.of(Manifest.PROBABILITIES), images);
      function.close();
    }
  }
}
