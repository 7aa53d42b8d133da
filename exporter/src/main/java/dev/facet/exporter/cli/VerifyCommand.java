package dev.facet.exporter.cli;

import dev.facet.exporter.bundle.Bundle;
import dev.facet.exporter.check.ManifestCheck;
import dev.facet.exporter.check.Reference;
import dev.facet.exporter.check.StructureCheck;
import dev.facet.exporter.export.Form;
import dev.facet.exporter.graph.Graph;
import dev.facet.exporter.onnx.OnnxReader;
import dev.facet.exporter.run.Faces;
import dev.facet.exporter.run.TrainedRun;
import dev.facet.exporter.runtime.OrtModel;
import dev.facet.exporter.verify.Parity;
import dev.facet.exporter.verify.Timing;
import dev.facet.exporter.verify.TrainedOutputs;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code facet-exporter verify}: does a bundle still do what its run does. */
@Command(
    name = "verify",
    description =
        "Checks a bundle's digests, structure and shapes, asks ONNX's checker and OpenCV about the"
            + " model, and compares it with its run on real faces.",
    sortOptions = false,
    footer = {
      "",
      "Example:",
      "  facet-exporter verify --bundle bundles/celeba-pse/1.0.0 --run runs/pse",
      "exits with 1 if a digest differs or an output differs by more than the tolerance."
    })
final class VerifyCommand implements Callable<Integer> {
  private static final int[] TIMED_BATCHES = {1, 8};

  @Spec private CommandSpec spec;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help and exit.")
  boolean help;

  @Option(names = "--bundle", required = true, paramLabel = "DIR", description = "The bundle.")
  private Path bundle;

  @Option(
      names = "--run",
      required = true,
      paramLabel = "RUN",
      description = "The run that it came from.")
  private Path run;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "Where the run's dataset lies now, if not where it was.")
  private Optional<Path> data;

  @Option(
      names = "--images",
      paramLabel = "N",
      defaultValue = "64",
      description = "How many faces to compare on (default: ${DEFAULT-VALUE}).")
  private int images;

  @Option(
      names = "--tolerance",
      paramLabel = "T",
      defaultValue = "" + Form.TOLERANCE,
      description = "The largest difference allowed (default: ${DEFAULT-VALUE}).")
  private double tolerance;

  @Override
  public Integer call() {
    requireSensible();
    PrintWriter out = spec.commandLine().getOut();
    Bundle opened = Bundle.open(bundle);
    out.printf("digests    %d files agree with the manifest%n", opened.requireDigests());
    byte[] model = opened.read(Bundle.MODEL);
    Graph graph = OnnxReader.read(model, bundle.resolve(Bundle.MODEL).toString()).graph();
    StructureCheck.require(graph, bundle.resolve(Bundle.MODEL).toString());
    ManifestCheck.require(graph, opened.manifest());
    out.printf(
        "structure  %d nodes and %d constants, sound%n",
        graph.nodes().size(), graph.constants().size());
    OtherOpinions others = new OtherOpinions(Reference.installed(), opened, out);
    others.check();
    TrainedRun trained = TrainedRun.read(run);
    Faces faces = Faces.of(trained, data, images);
    try (OrtModel runtime = OrtModel.load(model)) {
      ManifestCheck.requireShapes(runtime, opened.manifest());
      out.println("shapes     ONNX Runtime's outputs agree with the manifest");
      Parity parity =
          TrainedOutputs.of(trained.graph(), faces, List.copyOf(runtime.outputs()))
              .compare(runtime);
      parity
          .differences()
          .forEach(
              (output, difference) ->
                  out.printf(
                      Locale.ROOT,
                      "parity     %s differs by at most %.2e on %d faces%n",
                      output,
                      difference,
                      parity.images()));
      parity.require(tolerance);
      others.run(faces, tolerance);
      for (int batch : TIMED_BATCHES) {
        Timing timing = Timing.measure(runtime, faces, batch);
        out.printf(
            Locale.ROOT,
            "timing     batch %d: %.2f ms, median of %d calls on one thread%n",
            batch,
            timing.milliseconds(),
            timing.calls());
      }
    }
    return 0;
  }

  private void requireSensible() {
    if (images < 1) {
      throw new ParameterException(
          spec.commandLine(), "--images must be 1 or more, found " + images);
    }
    if (!(tolerance >= 0)) {
      throw new ParameterException(
          spec.commandLine(), "--tolerance must not be negative, found " + tolerance);
    }
  }
}
