package dev.facet.exporter.verify;

import dev.facet.exporter.run.Faces;
import dev.facet.exporter.runtime.OrtModel;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;

/**
 * How long calls of several forms of a network take, on one and two threads, of one and 8 faces.
 */
public final class FormTimings {
  private static final int[] THREADS = {1, 2};
  private static final int[] BATCHES = {1, 8};

  private FormTimings() {}

  /**
   * One measurement.
   *
   * @param threads of a call
   * @param timing of the calls
   */
  public record Entry(int threads, Timing timing) {}

  /**
   * Times forms, taking turns.
   *
   * @param names of the forms
   * @param load loads a form for a number of threads
   * @param faces to call them with
   * @return the measurements of each form
   */
  public static Map<String, List<Entry>> measure(
      List<String> names, BiFunction<String, Integer, OrtModel> load, Faces faces) {
    Map<String, List<Entry>> entries = new LinkedHashMap<>();
    names.forEach(name -> entries.put(name, new ArrayList<>()));
    for (int threads : THREADS) {
      Map<String, OrtModel> models = new LinkedHashMap<>();
      try {
        names.forEach(name -> models.put(name, load.apply(name, threads)));
        for (int batch : BATCHES) {
          Timing.inTurns(models, faces, batch)
              .forEach((name, timing) -> entries.get(name).add(new Entry(threads, timing)));
        }
      } finally {
        models.values().forEach(OrtModel::close);
      }
    }
    return entries;
  }
}
