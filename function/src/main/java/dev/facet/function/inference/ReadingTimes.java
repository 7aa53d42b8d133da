package dev.facet.function.inference;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.function.Supplier;

/** Where the time of a request goes: waiting, decoding, inference. */
@Singleton
public class ReadingTimes {
  private final Timer queue;
  private final Timer decode;
  private final Timer inference;

  ReadingTimes(MeterRegistry registry) {
    queue = timer("facet.queue", "Waiting for a turn, per request", registry);
    decode = timer("facet.decode", "Decoding and scaling, per image", registry);
    inference = timer("facet.inference", "Running the network, per batch", registry);
  }

  private static Timer timer(String name, String description, MeterRegistry registry) {
    return Timer.builder(name)
        .description(description)
        .publishPercentileHistogram()
        .register(registry);
  }

  void queue(Duration waited) {
    queue.record(waited);
  }

  void decode(Runnable work) {
    decode.record(work);
  }

  <T> T inference(Supplier<T> work) {
    return inference.record(work);
  }
}
