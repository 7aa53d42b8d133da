package dev.facet.function.inference;

import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Where the time of a request goes: waiting, decoding, inference; as metrics and as spans. */
@Singleton
public class ReadingTimes {
  private final MeterRegistry registry;
  private final ReadingSpans spans;
  private final Timer queue;
  private final Timer decode;
  private final Timer inference;
  private final DistributionSummary batch;

  ReadingTimes(MeterRegistry registry, ReadingSpans spans) {
    this.registry = registry;
    this.spans = spans;
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

  /** The waiting of images ends. */
  void queue(List<Job> images) {
    long now = System.nanoTime();
    for (Job job : images) {
      queue.record(now - job.work().since(), TimeUnit.NANOSECONDS);
    }
    works(images).forEach(work -> spans.ended("queue", work, work.since(), images.size()));
  }

  /** Decodes an image. */
  void decode(Job job, Runnable decoding) {
    long start = System.nanoTime();
    try {
      decode.record(decoding);
    } finally {
      spans.ended("decode", job.work(), start, 1);
    }
  }

  /** Reads images together, from their decoding on. */
  void batch(List<Job> images, Runnable reading) {
    long start = System.nanoTime();
    try {
      reading.run();
    } finally {
      works(images).forEach(work -> spans.ended("batch", work, start, images.size()));
    }
  }

  /** Runs the network over decoded images. */
  <T> T inference(List<Job> images, Supplier<T> running) {
    batch.record(images.size());
    long start = System.nanoTime();
    try {
      return inference.record(running);
    } finally {
      works(images).forEach(work -> spans.ended("inference", work, start, images.size()));
    }
  }

  private static Stream<Work> works(List<Job> images) {
    return images.stream().map(Job::work).distinct();
  }
}
