package dev.facet.exporter.verify;

import dev.facet.exporter.graph.Tensor;
import dev.facet.exporter.pass.Preprocessing;
import dev.facet.exporter.run.Faces;
import dev.facet.exporter.runtime.OrtModel;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;

/**
 * How long one call takes, as the median of bounded repeats on one thread.
 *
 * @param batch faces in a call
 * @param median of all calls
 * @param calls how many there were
 */
public record Timing(int batch, Duration median, int calls) {
  private static final int WARM_UP = 3;
  private static final int MOST_CALLS = 50;
  private static final Duration MOST_TIME = Duration.ofSeconds(2);

  /** Calls the model with faces until there are enough numbers or the time is up. */
  public static Timing measure(OrtModel model, Faces faces, int batch) {
    Map<String, Tensor> input = Map.of(Preprocessing.INPUT, faces.bytes(0, batch));
    for (int i = 0; i < WARM_UP; i++) {
      model.run(input);
    }
    long[] nanos = new long[MOST_CALLS];
    int calls = 0;
    long end = System.nanoTime() + MOST_TIME.toNanos();
    do {
      long start = System.nanoTime();
      model.run(input);
      nanos[calls++] = System.nanoTime() - start;
    } while (calls < MOST_CALLS && System.nanoTime() < end);
    long[] sorted = Arrays.copyOf(nanos, calls);
    Arrays.sort(sorted);
    return new Timing(batch, Duration.ofNanos(sorted[calls / 2]), calls);
  }

  /** Milliseconds of a call. */
  public double milliseconds() {
    return median.toNanos() / 1e6;
  }
}
