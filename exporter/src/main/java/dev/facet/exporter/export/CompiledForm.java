package dev.facet.exporter.export;

import dev.facet.exporter.bundle.Manifest;
import dev.facet.exporter.graph.Graph;
import dev.facet.exporter.graph.Tensor;
import dev.facet.exporter.onnx.OnnxFiles;
import dev.facet.exporter.quantize.Accuracy;
import dev.facet.exporter.runtime.OrtModel;
import java.util.Optional;

/** One form of a network, compiled and compared with the trained one. */
final class CompiledForm {
  private final Graph graph;
  private final OnnxFiles files;
  private final Manifest.Variant variant;

  CompiledForm(Graph graph, OnnxFiles files, Manifest.Variant variant) {
    this.graph = graph;
    this.files = files;
    this.variant = variant;
  }

  Graph graph() {
    return graph;
  }

  /** The ONNX file, and perhaps a second one with its large weights. */
  OnnxFiles files() {
    return files;
  }

  /** What the manifest says of it. */
  Manifest.Variant variant() {
    return variant;
  }

  /** How well it reads attributes, in 0..1. */
  double accuracy(Accuracy judge) {
    try (OrtModel model = OrtModel.load(files)) {
      return judge.of(model);
    }
  }

  /** What it says of a face, uint8 {@code [1, H, W, 3]}. */
  Optional<Manifest.GoldenAnswer> answer(Form form, Tensor face) {
    try (OrtModel model = OrtModel.load(files)) {
      return GoldenAnswers.of(form, model, face);
    }
  }
}
