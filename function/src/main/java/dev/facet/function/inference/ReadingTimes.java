package dev.facet.function.inference;

import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.inject.Singleton;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;
import java.util.function.Supplier;

/** Where the time of a request goes: waiting, decoding, inference. */
@Singleton
public class ReadingTimes {
  private final MeterRegistry registry;
  private final Timer queue;
  private final Timer decode;
  private final Timer inference;
  private final DistributionSummary batch;

  ReadingTimes(MeterRegistry registry) {
    this.registry = registry;
    queue = timer("facet.queue", "Waiting for a turn, per image", registry);
    decode = timer("facet.decode", "Decoding and scaling, per image", registry);
    inference = timer("facet.inference", "Running the network, per batch", registry);
    batch =
        DistributionSummary.builder("facet.batch.images")
            .description("Images in a batch")
            .serviceLevelObjectives(1, 2, 4, 8, 16, 32, 64)
            .register(registry);
  }

  private static Timer timer(String name, String description, MeterRegistry registry) {
    return Timer.builder(name)
        .description(description)
        .publishPercentileHistogram()
        .register(registry);
  }

  /** Shows how many images wait. */
  void waiting(IntSupplier images) {
    Gauge.builder("facet.queue.images", () -> images.getAsInt())
        .description("Images that wait for their turn")
        .register(registry);
  }

  void queue(long nanos) {
    queue.record(nanos, TimeUnit.NANOSECONDS);
  }

  void decode(Runnable work) {
    decode.record(work);
  }

  void batch(int images) {
    batch.record(images);
  }

  <T> T inference(Supplier<T> work) {
    return inference.record(work);
  }
}
