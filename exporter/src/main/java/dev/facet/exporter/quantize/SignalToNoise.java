package dev.facet.exporter.quantize;

import dev.facet.exporter.graph.Graph;
import dev.facet.exporter.graph.Tensor;
import dev.facet.exporter.onnx.OnnxModel;
import dev.facet.exporter.onnx.OnnxWriter;
import dev.facet.exporter.pass.Preprocessing;
import dev.facet.exporter.run.Faces;
import dev.facet.exporter.runtime.OrtModel;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How far a graph's outputs are from those of another: {@code 10 log10(sum x^2 / sum (x - y)^2)} in
 * dB, of the worst output. Unlike an accuracy it moves with every number, so a few faces tell which
 * of two layers hurts more.
 */
final class SignalToNoise {
  /** What equal outputs have, about that of two floats which differ in their last bit. */
  static final double MOST = 150;

  private static final int BATCH = 16;

  private final Faces faces;
  private final int count;
  private final List<Map<String, Tensor>> expected;

  /**
   * Runs the graph to compare with.
   *
   * @param count how many of the faces to use, at most all
   */
  SignalToNoise(Graph reference, Faces faces, int count) {
    this.faces = faces;
    this.count = Math.min(count, faces.size());
    this.expected = outputs(reference);
  }

  private List<Map<String, Tensor>> outputs(Graph graph) {
    try (OrtModel model = OrtModel.load(OnnxWriter.write(OnnxModel.of("outputs", graph)))) {
      List<Map<String, Tensor>> outputs = new ArrayList<>();
      for (int from = 0; from < count; from += BATCH) {
        Tensor batch = faces.bytes(from, Math.min(BATCH, count - from));
        outputs.add(model.run(Map.of(Preprocessing.INPUT, batch)));
      }
      return outputs;
    }
  }

  /** The ratio in dB, at most {@link #MOST}; that of numbers that are not finite is -MOST. */
  double of(Graph graph) {
    Map<String, double[]> sums = new LinkedHashMap<>();
    List<Map<String, Tensor>> found = outputs(graph);
    for (int i = 0; i < found.size(); i++) {
      Map<String, Tensor> wanted = expected.get(i);
      found
          .get(i)
          .forEach(
              (name, tensor) ->
                  add(
                      sums.computeIfAbsent(name, each -> new double[2]),
                      wanted.get(name).floats(),
                      tensor.floats()));
    }
    return sums.values().stream().mapToDouble(SignalToNoise::decibels).min().orElse(MOST);
  }

  private static void add(double[] sums, float[] wanted, float[] found) {
    for (int i = 0; i < wanted.length; i++) {
      double error = (double) wanted[i] - found[i];
      sums[0] += (double) wanted[i] * wanted[i];
      sums[1] += error * error;
    }
  }

  private static double decibels(double[] sums) {
    if (sums[1] == 0) {
      return MOST;
    }
    double ratio = 10 * Math.log10(sums[0] / sums[1]);
    return Double.isNaN(ratio) ? -MOST : Math.clamp(ratio, -MOST, MOST);
  }
}
