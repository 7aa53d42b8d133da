package dev.facet.exporter.cli;

import dev.facet.exporter.bundle.Bundle;
import dev.facet.exporter.bundle.Manifest;
import dev.facet.exporter.check.ManifestCheck;
import dev.facet.exporter.check.Reference;
import dev.facet.exporter.check.StructureCheck;
import dev.facet.exporter.export.Form;
import dev.facet.exporter.export.GoldenAnswers;
import dev.facet.exporter.export.SecondOpinions;
import dev.facet.exporter.graph.Graph;
import dev.facet.exporter.onnx.OnnxReader;
import dev.facet.exporter.run.Faces;
import dev.facet.exporter.runtime.ModelTrial;
import dev.facet.exporter.runtime.OrtModel;
import dev.facet.exporter.verify.Parity;
import dev.facet.exporter.verify.Timing;
import dev.facet.exporter.verify.TrainedOutputs;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.IntFunction;

/**
 * Verifies one form of a bundle's network after the other, and says what it finds.
 *
 * @param bundle with the forms
 * @param trained what the network that they came from answers on the faces
 * @param faces to compare on
 * @param reference asks others about the forms
 * @param out where the lines go
 */
record FormVerification(
    Bundle bundle, TrainedOutputs trained, Faces faces, Reference reference, PrintWriter out) {
  /**
   * Verifies a form.
   *
   * @param tolerance the largest difference allowed
   * @throws dev.facet.exporter.ExportException with the first thing that is wrong
   */
  void verify(Form form, double tolerance) {
    Path file = bundle.folder().resolve(form.file());
    out.printf("%s, %s for %s%n", form.file(), form.precision(), form.target().label());
    Graph graph = OnnxReader.read(file).graph();
    StructureCheck.require(graph, file.toString());
    Manifest manifest = bundle.manifest();
    ManifestCheck.require(graph, manifest);
    line(
        "structure",
        "%d nodes and %d constants, sound"
            .formatted(graph.nodes().size(), graph.constants().size()));
    ModelTrial.require(file);
    try (OrtModel runtime = OrtModel.load(file, 1)) {
      ManifestCheck.requireShapes(runtime, manifest);
      line("shapes", "ONNX Runtime's outputs agree with the manifest");
      Parity parity = trained.compare(runtime);
      parity
          .differences()
          .forEach(
              (output, difference) ->
                  line(
                      "parity",
                      String.format(
                          Locale.ROOT,
                          "%s differs by at most %.2e on %d faces",
                          output,
                          difference,
                          parity.images())));
      parity.require(tolerance);
      GoldenAnswers.difference(bundle, form, runtime)
          .ifPresent(
              difference ->
                  line(
                      "golden",
                      String.format(
                          Locale.ROOT,
                          "the golden image is answered as at the export, within %.2e",
                          difference)));
    }
    SecondOpinions.of(reference, file, graph, faces, tolerance)
        .forEach(opinion -> line("others", opinion));
  }

  /** Times forms, taking turns. */
  void time(List<Form> forms) {
    out.println("timing, forms in turns");
    Map<String, IntFunction<OrtModel>> models = new LinkedHashMap<>();
    for (Form form : forms) {
      Path file = bundle.folder().resolve(form.file());
      models.put(form.file(), threads -> OrtModel.load(file, threads));
    }
    Timing.measure(models, faces)
        .forEach(
            (file, timings) ->
                timings.forEach(
                    each ->
                        out.printf(
                            Locale.ROOT,
                            "  %-19s batch %d, threads %d: %.2f ms, median of %d calls%n",
                            file,
                            each.batch(),
                            each.threads(),
                            each.milliseconds(),
                            each.calls())));
  }

  private void line(String about, String found) {
    out.printf("  %-9s %s%n", about, found);
  }
}
