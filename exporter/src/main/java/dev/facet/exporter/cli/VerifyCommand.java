package dev.facet.exporter.cli;

import dev.facet.exporter.bundle.Bundle;
import dev.facet.exporter.bundle.CardCheck;
import dev.facet.exporter.bundle.Manifest;
import dev.facet.exporter.bundle.VerificationKey;
import dev.facet.exporter.check.BundleCheck;
import dev.facet.exporter.check.Reference;
import dev.facet.exporter.export.Form;
import dev.facet.exporter.run.Faces;
import dev.facet.exporter.run.TrainedRun;
import dev.facet.exporter.verify.TrainedOutputs;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
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
        "Checks a bundle's digests, structure and shapes, asks ONNX's checker and OpenCV about each"
            + " form of the network, and compares it with the run on real faces.",
    sortOptions = false,
    footer = {
      "",
      "Example:",
      "  facet-exporter verify --bundle bundles/celeba-pse/1.0.0 --run runs/pse",
      "exits with 1 if a digest differs or an output differs by more than the tolerance."
    })
final class VerifyCommand implements Callable<Integer> {
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
      description =
          "The largest difference allowed in model.onnx (default: ${DEFAULT-VALUE}). The portable"
              + " form has the same limit, the one in float16 5e-3; int8 is judged by its accuracy,"
              + " which is in the manifest.")
  private double tolerance;

  @Option(
      names = "--key",
      paramLabel = "KEY.pem",
      description = "Demand a signature that this public Ed25519 key verifies.")
  private Optional<Path> key;

  @Override
  public Integer call() {
    requireSensible();
    PrintWriter out = spec.commandLine().getOut();
    Bundle opened = BundleCheck.open(bundle);
    out.printf("digests    %d files agree with the manifest%n", opened.requireDigests());
    key.ifPresent(
        file -> {
          opened.requireSignature(VerificationKey.read(file));
          out.printf("signature  made with the private key that belongs to %s%n", file);
        });
    CardCheck.require(opened.read(Bundle.CARD), bundle.resolve(Bundle.CARD).toString());
    out.println("card       follows the schema of CycloneDX 1.6");
    TrainedRun trained = TrainedRun.read(run);
    Faces faces = Faces.of(trained, data, images);
    List<String> outputs = opened.manifest().outputs().stream().map(Manifest.Output::name).toList();
    FormVerification verification =
        new FormVerification(
            opened, TrainedOutputs.of(trained, faces, outputs), faces, Reference.installed(), out);
    List<Form> forms =
        Arrays.stream(Form.values())
            .filter(form -> opened.manifest().files().containsKey(form.file()))
            .toList();
    for (Form form : forms) {
      verification.verify(form, form == Form.MODEL ? tolerance : form.tolerance());
    }
    verification.time(forms);
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
