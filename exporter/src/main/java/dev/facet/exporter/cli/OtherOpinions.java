package dev.facet.exporter.cli;

import dev.facet.exporter.bundle.Bundle;
import dev.facet.exporter.check.Reference;
import dev.facet.exporter.export.Form;
import dev.facet.exporter.graph.Graph;
import dev.facet.exporter.graph.Tensor;
import dev.facet.exporter.onnx.OnnxReader;
import dev.facet.exporter.pass.Preprocessing;
import dev.facet.exporter.run.Faces;
import dev.facet.exporter.runtime.OrtModel;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * What ONNX's checker and OpenCV say about each form of the network in a bundle, one line each.
 *
 * @param reference who asks them
 * @param bundle with the forms
 * @param out where the lines go
 */
record OtherOpinions(Reference reference, Bundle bundle, PrintWriter out) {
  private static final int MOST_FACES = 16;

  /**
   * Asks the checker.
   *
   * @throws dev.facet.exporter.ExportException if it refuses a form
   */
  void check() {
    for (Form form : forms()) {
      Path model = bundle.folder().resolve(form.file());
      Graph graph = OnnxReader.read(model).graph();
      out.printf("checker    %s: %s%n", form.file(), reference.check(model, graph));
    }
  }

  /**
   * Runs the forms in OpenCV.
   *
   * @param tolerance for {@code model.onnx}; the others have their own
   * @throws dev.facet.exporter.ExportException if OpenCV disagrees with ONNX Runtime
   */
  void run(Faces faces, double tolerance) {
    Map<String, Tensor> inputs =
        Map.of(Preprocessing.INPUT, faces.bytes(0, Math.min(MOST_FACES, faces.size())));
    for (Form form : forms()) {
      Path model = bundle.folder().resolve(form.file());
      Map<String, Tensor> expected;
      try (OrtModel runtime = OrtModel.load(model, 1)) {
        expected = runtime.run(inputs);
      }
      double allowed = form == Form.MODEL ? tolerance : form.tolerance();
      out.printf(
          "opencv     %s: %s%n", form.file(), reference.compare(model, inputs, expected, allowed));
    }
  }

  private List<Form> forms() {
    return Arrays.stream(Form.values())
        .filter(form -> bundle.manifest().files().containsKey(form.file()))
        .toList();
  }
}
