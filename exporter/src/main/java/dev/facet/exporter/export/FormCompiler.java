package dev.facet.exporter.export;

import dev.facet.exporter.bundle.Bundle;
import dev.facet.exporter.bundle.Manifest;
import dev.facet.exporter.bundle.ManifestBuilder;
import dev.facet.exporter.bundle.ModelMetadata;
import dev.facet.exporter.check.ManifestCheck;
import dev.facet.exporter.check.StructureCheck;
import dev.facet.exporter.frontend.FrontEnd;
import dev.facet.exporter.frontend.OperatorTable;
import dev.facet.exporter.graph.Graph;
import dev.facet.exporter.onnx.OnnxFiles;
import dev.facet.exporter.onnx.OnnxModel;
import dev.facet.exporter.onnx.OnnxWriter;
import dev.facet.exporter.quantize.Int8;
import dev.facet.exporter.quantize.Int8Progress;
import dev.facet.exporter.quantize.MixedPrecision;
import dev.facet.exporter.run.Faces;
import dev.facet.exporter.runtime.OrtModel;
import dev.facet.exporter.verify.Parity;
import dev.facet.exporter.verify.TrainedOutputs;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.nd4j.autodiff.samediff.SameDiff;

/** Compiles a trained network to the forms of a bundle, and compares each with the network. */
final class FormCompiler {
  private final ManifestBuilder facts;
  private final Graph translated;
  private final TrainedOutputs expected;

  /**
   * Translates the network and runs it.
   *
   * @param facts about the bundle
   * @param trained the network
   * @param faces to compare on
   * @param outputs that the forms have
   */
  FormCompiler(ManifestBuilder facts, SameDiff trained, Faces faces, List<String> outputs) {
    this.facts = facts;
    translated = new FrontEnd(OperatorTable.standard()).translate(trained, outputs);
    expected = TrainedOutputs.of(trained, faces, outputs);
  }

  /**
   * Compiles and checks a form in float32.
   *
   * @throws dev.facet.exporter.ExportException if a check fails
   */
  CompiledForm exact(Form form) {
    return checked(form, graph(form), List.of(), Optional.empty());
  }

  /** Compiles and checks a form in float16. */
  CompiledForm half(Form form) {
    MixedPrecision.Result result =
        new MixedPrecision(graph -> difference(form, graph), form.tolerance()).apply(graph(form));
    return checked(form, result.graph(), result.kept(), Optional.empty());
  }

  /**
   * Compiles and checks a form in int8.
   *
   * @param int8 how it is made
   * @param progress told of every step
   */
  CompiledForm quantized(Form form, Int8 int8, Int8Progress progress) {
    Int8.Result result = int8.apply(graph(form), progress);
    return checked(
        form, result.graph(), List.of(), Optional.of(QuantizationFacts.of(result.report())));
  }

  /** The form's graph before its precision is lowered. */
  Graph graph(Form form) {
    return form.target().pipeline(facts.run().preprocessing()).apply(translated);
  }

  private CompiledForm checked(
      Form form,
      Graph graph,
      List<String> exactLayers,
      Optional<Manifest.QuantizationEntry> quantization) {
    StructureCheck.require(graph, "The compiled network");
    OnnxFiles files = write(form, graph);
    Parity parity = check(form, graph, files);
    Manifest.Variant variant =
        new Manifest.Variant(
            form.target().label(),
            form.precision(),
            OnnxWriter.opset(graph, form.target().opset()),
            ManifestBuilder.parity(parity.largest(), parity.images()),
            exactLayers,
            quantization,
            Optional.empty(),
            List.of(),
            List.of());
    return new CompiledForm(graph, files, variant);
  }

  private double difference(Form form, Graph graph) {
    try (OrtModel runtime = OrtModel.load(write(form, graph))) {
      return expected.compare(runtime).largest();
    }
  }

  private OnnxFiles write(Form form, Graph graph) {
    return OnnxWriter.write(
        new OnnxModel(
            facts.name().name(),
            facts.run().info().codeVersion(),
            form.target().opset(),
            graph,
            ModelMetadata.of(facts, graph)),
        OnnxFiles.dataFile(form.file()),
        OnnxFiles.MOST_BYTES);
  }

  private Parity check(Form form, Graph graph, OnnxFiles files) {
    Manifest.Variant nothing =
        new Manifest.Variant(
            "",
            "",
            0,
            new Manifest.ParityEntry(0, 0),
            List.of(),
            Optional.empty(),
            Optional.empty(),
            List.of(),
            List.of());
    Manifest promised = facts.build(graph, Map.of(), Map.of(Bundle.MODEL, nothing));
    ManifestCheck.require(graph, promised);
    try (OrtModel runtime = OrtModel.load(files)) {
      ManifestCheck.requireShapes(runtime, promised);
      Parity parity = expected.compare(runtime);
      parity.require(form.tolerance());
      return parity;
    }
  }
}
