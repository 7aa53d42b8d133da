package dev.facet.exporter.verify;

import dev.facet.exporter.graph.Tensor;
import dev.facet.exporter.pass.Preprocessing;
import dev.facet.exporter.run.Faces;
import dev.facet.exporter.runtime.OrtModel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How long one call takes, as the median of bounded repeats.
 *
 * @param batch faces in a call
 * @param median of all calls
 * @param calls how many there were
 */
public record Timing(int batch, Duration median, int calls) {
  private static final int WARM_UP = 3;
  private static final int MOST_CALLS = 60;
  private static final Duration MOST_TIME = Duration.ofSeconds(2);

  /**
   * Calls models in turns, so that what else the machine does meets them all, until there are
   * enough numbers or the time is up.
   *
   * @param models by name
   * @param faces to call them with
   * @param batch faces in a call
   * @return a timing for each name
   */
  public static Map<String, Timing> inTurns(Map<String, OrtModel> models, Faces faces, int batch) {
    Map<String, Tensor> input = Map.of(Preprocessing.INPUT, faces.bytes(0, batch));
    Map<String, List<Long>> nanos = new LinkedHashMap<>();
    models.forEach(
        (name, model) -> {
          nanos.put(name, new ArrayList<>());
          for (int i = 0; i < WARM_UP; i++) {
            model.run(input);
          }
        });
    long end = System.nanoTime() + models.size() * MOST_TIME.toNanos();
    int turns = 0;
    do {
      models.forEach(
          (name, model) -> {
            long start = System.nanoTime();
            model.run(input);
            nanos.get(name).add(System.nanoTime() - start);
          });
      turns++;
    } while (turns < MOST_CALLS && System.nanoTime() < end);
    Map<String, Timing> timings = new LinkedHashMap<>();
    nanos.forEach(
        (name, each) -> {
          each.sort(null);
          Duration median = Duration.ofNanos(each.get(each.size() / 2));
          timings.put(name, new Timing(batch, median, each.size()));
        });
    return timings;
  }

  /** Milliseconds of a call. */
  public double milliseconds() {
    return median.toNanos() / 1e6;
  }
}
