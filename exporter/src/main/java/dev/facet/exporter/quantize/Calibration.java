package dev.facet.exporter.quantize;

import dev.facet.exporter.graph.Graph;
import dev.facet.exporter.graph.Tensor;
import dev.facet.exporter.onnx.OnnxFiles;
import dev.facet.exporter.onnx.OnnxWriter;
import dev.facet.exporter.pass.Preprocessing;
import dev.facet.exporter.run.Faces;
import dev.facet.exporter.runtime.OrtModel;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/** Counts the numbers that activations take on real faces, once for bounds and once for bins. */
final class Calibration {
  private static final int BATCH = 8;

  private Calibration() {}

  /**
   * Histograms of activations.
   *
   * @param graph that takes faces as bytes
   * @param activations names of float values
   * @param faces to run it on
   */
  static Map<String, Histogram> measure(Graph graph, List<String> activations, Faces faces) {
    if (activations.isEmpty()) {
      return Map.of();
    }
    OnnxFiles model =
        OnnxWriter.writeCalculation(graph.inputs(), graph.nodes(), graph.constants(), activations);
    try (OrtModel runtime = OrtModel.load(model)) {
      Map<String, double[]> bounds = new LinkedHashMap<>();
      forEach(runtime, faces, (name, numbers) -> extend(bounds, name, numbers));
      Map<String, Histogram> histograms = new LinkedHashMap<>();
      bounds.forEach((name, each) -> histograms.put(name, new Histogram(each[0], each[1])));
      forEach(runtime, faces, (name, numbers) -> histograms.get(name).add(numbers));
      return histograms;
    }
  }

  private static void extend(Map<String, double[]> bounds, String name, float[] numbers) {
    double[] both = bounds.computeIfAbsent(name, each -> new double[] {numbers[0], numbers[0]});
    for (float number : numbers) {
      both[0] = Math.min(both[0], number);
      both[1] = Math.max(both[1], number);
    }
  }

  private static void forEach(OrtModel runtime, Faces faces, BiConsumer<String, float[]> each) {
    for (int from = 0; from < faces.size(); from += BATCH) {
      Tensor batch = faces.bytes(from, Math.min(BATCH, faces.size() - from));
      runtime
          .run(Map.of(Preprocessing.INPUT, batch))
          .forEach((name, tensor) -> each.accept(name, tensor.floats()));
    }
  }
}
