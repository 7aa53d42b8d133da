package dev.facet.exporter.export;

import dev.facet.exporter.check.Reference;
import dev.facet.exporter.graph.Graph;
import dev.facet.exporter.graph.Tensor;
import dev.facet.exporter.pass.Preprocessing;
import dev.facet.exporter.run.Faces;
import dev.facet.exporter.runtime.OrtModel;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** What ONNX's checker and OpenCV say about a form of a network. */
public final class SecondOpinions {
  private static final int MOST_FACES = 16;

  private SecondOpinions() {}

  /**
   * Asks both.
   *
   * @param reference who asks them
   * @param file the form
   * @param graph what it holds
   * @param faces on which OpenCV is compared with ONNX Runtime
   * @param tolerance the largest difference between the two
   * @return a sentence of each
   * @throws dev.facet.exporter.ExportException if one of them refuses or contradicts
   */
  public static List<String> of(
      Reference reference, Path file, Graph graph, Faces faces, double tolerance) {
    Map<String, Tensor> inputs =
        Map.of(Preprocessing.INPUT, faces.bytes(0, Math.min(MOST_FACES, faces.size())));
    Map<String, Tensor> expected;
    try (OrtModel runtime = OrtModel.load(file, 1)) {
      expected = runtime.run(inputs);
    }
    return List.of(
        "ONNX's checker: " + reference.check(file, graph),
        "OpenCV: " + reference.compare(file, inputs, expected, tolerance));
  }
}
