package dev.facet.exporter.export;

import dev.facet.exporter.ExportException;
import dev.facet.exporter.bundle.Bundle;
import dev.facet.exporter.bundle.BundleFolder;
import dev.facet.exporter.bundle.BundleName;
import dev.facet.exporter.bundle.Manifest;
import dev.facet.exporter.bundle.ManifestBuilder;
import dev.facet.exporter.bundle.ManifestJson;
import dev.facet.exporter.bundle.ModelCard;
import dev.facet.exporter.bundle.ModelMetadata;
import dev.facet.exporter.check.ManifestCheck;
import dev.facet.exporter.check.StructureCheck;
import dev.facet.exporter.frontend.FrontEnd;
import dev.facet.exporter.frontend.OperatorTable;
import dev.facet.exporter.graph.Graph;
import dev.facet.exporter.onnx.OnnxModel;
import dev.facet.exporter.onnx.OnnxWriter;
import dev.facet.exporter.pass.Target;
import dev.facet.exporter.run.Faces;
import dev.facet.exporter.run.RunMetricsReader;
import dev.facet.exporter.run.TrainedRun;
import dev.facet.exporter.runtime.OrtModel;
import dev.facet.exporter.verify.Parity;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.nd4j.autodiff.samediff.SameDiff;

/** Turns a run into a bundle. Nothing is written before every check has passed. */
public final class Exporter {
  /** The largest difference in any output that an export may have. */
  public static final double TOLERANCE = 1e-4;

  private Exporter() {}

  /**
   * What an export made.
   *
   * @param folder where the bundle lies
   * @param manifest what it says about itself
   */
  public record Result(Path folder, Manifest manifest) {}

  /**
   * Compiles, checks and writes.
   *
   * @param run to export
   * @param faces on which the result must agree with the run
   * @param root the folder of all bundles
   * @param name of the new one
   * @param replace whether an existing version is replaced
   * @throws ExportException if the graph cannot be exported, or a check fails
   */
  public static Result export(
      TrainedRun run, Faces faces, Path root, BundleName name, boolean replace) {
    BundleFolder.requireFree(root, name, replace);
    SameDiff trained = run.graph();
    Graph graph = compile(trained, run);
    StructureCheck.require(graph, "The compiled network");
    ManifestBuilder facts = new ManifestBuilder(name, run, RunMetricsReader.read(run.directory()));
    byte[] model =
        OnnxWriter.write(
            new OnnxModel(
                name.name(),
                run.info().codeVersion(),
                OnnxModel.OPSET,
                graph,
                ModelMetadata.of(facts, graph)));
    Parity parity = check(model, graph, facts, trained, faces);

    Map<String, byte[]> files = new LinkedHashMap<>();
    files.put(Bundle.MODEL, model);
    Manifest withoutCard = facts.build(graph, files, parity.largest(), parity.images());
    files.put(Bundle.CARD, ModelCard.of(withoutCard, facts).getBytes(StandardCharsets.UTF_8));
    Manifest manifest = facts.build(graph, files, parity.largest(), parity.images());
    files.put(Bundle.MANIFEST, ManifestJson.write(manifest).getBytes(StandardCharsets.UTF_8));
    return new Result(BundleFolder.write(root, name, files, replace), manifest);
  }

  /** The run's network as an optimised graph that takes bytes. */
  private static Graph compile(SameDiff trained, TrainedRun run) {
    Graph translated =
        new FrontEnd(OperatorTable.standard()).translate(trained, TrainedRun.outputs(trained));
    return Target.CPU.pipeline(run.preprocessing()).apply(translated);
  }

  private static Parity check(
      byte[] model, Graph graph, ManifestBuilder facts, SameDiff trained, Faces faces) {
    Manifest promised = facts.build(graph, Map.of(), 0, 0);
    ManifestCheck.require(graph, promised);
    try (OrtModel runtime = OrtModel.load(model)) {
      ManifestCheck.requireShapes(runtime, promised);
      Parity parity = Parity.measure(trained, runtime, faces);
      parity.require(TOLERANCE);
      return parity;
    }
  }
}
