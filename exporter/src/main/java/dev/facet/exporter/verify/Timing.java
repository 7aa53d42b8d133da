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
import java.util.function.IntFunction;
import java.util.function.Supplier;

/**
 * How long one call takes, as the median of bounded repeats.
 *
 * @param threads of a call
 * @param batch faces in a call
 * @param median of all calls
 * @param calls how many there were
 */
public record Timing(int threads, int batch, Duration median, int calls) {
  /**
   * What is timed.
   *
   * @param load loads the model for a number of threads
   * @param faces makes the input of a batch, uint8 {@code [batch, H, W, 3]}
   */
  public record Subject(IntFunction<OrtModel> load, IntFunction<Tensor> faces) {}

  private static final int[] THREADS = {1, 2};
  private static final int[] BATCHES = {1, 8};
  private static final int WARM_UP = 10;
  private static final int TURNS = 6;
  private static final int CALLS = 10;
  private static final Duration LONGEST_TURN = Duration.ofMillis(500);

  /**
   * Times forms of a network on one and two threads, with one and eight faces. The forms take
   * turns, so that what else the machine does meets them all, and each is loaded anew for its turn:
   * threads of another one that wait for work take the processor from it.
   *
   * @param forms by name, each a way to load it for a number of threads
   * @param faces to call them with
   * @return four timings for each name
   */
  public static Map<String, List<Timing>> measure(
      Map<String, IntFunction<OrtModel>> forms, Faces faces) {
    Map<String, Subject> subjects = new LinkedHashMap<>();
    forms.forEach(
        (name, load) -> subjects.put(name, new Subject(load, batch -> faces.bytes(0, batch))));
    return inTurns(subjects);
  }

  /**
   * The same for models that take pictures of different sizes.
   *
   * @param subjects by name
   * @return four timings for each name
   */
  public static Map<String, List<Timing>> inTurns(Map<String, Subject> subjects) {
    Map<String, List<Timing>> timings = new LinkedHashMap<>();
    subjects.keySet().forEach(name -> timings.put(name, new ArrayList<>()));
    for (int threads : THREADS) {
      for (int batch : BATCHES) {
        Map<String, Map<String, Tensor>> inputs = new LinkedHashMap<>();
        for (Map.Entry<String, Subject> each : subjects.entrySet()) {
          inputs.put(
              each.getKey(), Map.of(Preprocessing.INPUT, each.getValue().faces().apply(batch)));
        }
        Map<String, List<Long>> nanos = new LinkedHashMap<>();
        for (int turn = 0; turn < TURNS; turn++) {
          subjects.forEach(
              (name, subject) ->
                  nanos
                      .computeIfAbsent(name, each -> new ArrayList<>())
                      .addAll(turn(() -> subject.load().apply(threads), inputs.get(name))));
        }
        nanos.forEach((name, each) -> timings.get(name).add(of(threads, batch, each)));
      }
    }
    return timings;
  }

  private static List<Long> turn(Supplier<OrtModel> load, Map<String, Tensor> input) {
    List<Long> nanos = new ArrayList<>();
    try (OrtModel model = load.get()) {
      long end = System.nanoTime() + LONGEST_TURN.toNanos();
      for (int i = 0; i < WARM_UP && System.nanoTime() < end; i++) {
        model.run(input);
      }
      do {
        long start = System.nanoTime();
        model.run(input);
        nanos.add(System.nanoTime() - start);
      } while (nanos.size() < CALLS && System.nanoTime() < end);
    }
    return nanos;
  }

  private static Timing of(int threads, int batch, List<Long> nanos) {
    List<Long> sorted = nanos.stream().sorted().toList();
    return new Timing(
        threads, batch, Duration.ofNanos(sorted.get(sorted.size() / 2)), sorted.size());
  }

  /** Milliseconds of a call. */
  public double milliseconds() {
    return median.toNanos() / 1e6;
  }
}
