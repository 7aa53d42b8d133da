package dev.facet.exporter.cli;

import dev.facet.exporter.bundle.BundleFolder;
import dev.facet.exporter.bundle.BundleName;
import dev.facet.exporter.bundle.Manifest;
import dev.facet.exporter.bundle.SigningKey;
import dev.facet.exporter.check.Reference;
import dev.facet.exporter.export.ExportFaces;
import dev.facet.exporter.export.ExportOptions;
import dev.facet.exporter.export.Exporter;
import dev.facet.exporter.export.Form;
import dev.facet.exporter.quantize.RangeMethod;
import dev.facet.exporter.run.TrainedRun;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code facet-exporter export}: a run becomes a bundle. */
@Command(
    name = "export",
    description = "Compiles a run to ONNX, checks it on real faces and writes a bundle.",
    sortOptions = false,
    footer = {
      "",
      "Example:",
      "  facet-exporter export --run runs/pse --out bundles --name celeba-pse --version 1.0.0",
      "writes bundles/celeba-pse/1.0.0/ with model.onnx, manifest.json and model-card.cdx.json."
    })
final class ExportCommand implements Callable<Integer> {
  private static final double MOST_POINTS = 100;
  private static final double MEBIBYTE = 1024.0 * 1024.0;

  @Spec private CommandSpec spec;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help and exit.")
  boolean help;

  @Option(names = "--run", required = true, paramLabel = "RUN", description = "A finished run.")
  private Path run;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "BUNDLE_ROOT",
      description = "The folder of all bundles; made if it is missing.")
  private Path out;

  @Option(
      names = "--name",
      required = true,
      paramLabel = "NAME",
      description = "The model's name: small letters, digits, dots, dashes, underscores.")
  private String name;

  @Option(
      names = "--version",
      required = true,
      paramLabel = "V",
      description = "The model's version, by the same rule.")
  private String version;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "Where the run's dataset lies now, if not where it was.")
  private Optional<Path> data;

  @Option(
      names = "--portable",
      description =
          "Also write model-portable.onnx in ONNX's operator set 17, for other and older runtimes.")
  private boolean portable;

  @Option(names = "--fp16", description = "Also write model-fp16.onnx, for GPUs.")
  private boolean fp16;

  @Option(
      names = "--int8",
      description =
          "Also write model-int8.onnx, smaller and faster on processors, at most as much less"
              + " accurate as --int8-budget allows.")
  private boolean int8;

  @Option(
      names = "--int8-method",
      paramLabel = "METHOD",
      defaultValue = "min-max",
      converter = MethodConverter.class,
      description =
          "How ranges are chosen: min-max, percentile or entropy (default: ${DEFAULT-VALUE}).")
  private RangeMethod method;

  @Option(
      names = "--int8-budget",
      paramLabel = "POINTS",
      defaultValue = "" + ExportOptions.INT8_POINTS,
      description =
          "How many points of mean accuracy, of 100, int8 may cost on the validation faces; layers"
              + " go back to floats until it holds (default: ${DEFAULT-VALUE}).")
  private double budget;

  @Option(
      names = "--outputs",
      paramLabel = "NAMES",
      split = ",",
      description =
          "Only these outputs of the network, such as probabilities,embedding (default: all).")
  private List<String> outputs = List.of();

  @Option(
      names = "--time",
      description =
          "Time every form at 1 and 8 faces, on one and two threads, and write it into the manifest."
              + " Two exports then differ in their bytes.")
  private boolean time;

  @Option(
      names = "--sign",
      paramLabel = "KEY.pem",
      description = "Sign the manifest with this private Ed25519 key, into manifest.sig.")
  private Optional<Path> key;

  @Option(names = "--force", description = "Replace the version if it exists.")
  private boolean force;

  @Override
  public Integer call() {
    if (!(budget >= 0 && budget <= MOST_POINTS)) {
      throw new CommandLine.ParameterException(
          spec.commandLine(), "--int8-budget must be 0 to 100 points, found " + budget);
    }
    BundleName bundle = new BundleName(name, version);
    BundleFolder.requireFree(out, bundle, force);
    Optional<SigningKey> signing = key.map(SigningKey::read);
    TrainedRun trained = TrainedRun.read(run);
    Exporter.Result result;
    try (Int8Bar bar = new Int8Bar(spec.commandLine().getErr())) {
      result =
          Exporter.export(
              trained, ExportFaces.of(trained, data), out, bundle, options(signing), bar);
    }
    report(result, spec.commandLine().getOut());
    return 0;
  }

  private ExportOptions options(Optional<SigningKey> signing) {
    Set<Form> forms = EnumSet.noneOf(Form.class);
    if (portable) {
      forms.add(Form.PORTABLE);
    }
    if (fp16) {
      forms.add(Form.FP16);
    }
    if (int8) {
      forms.add(Form.INT8);
    }
    return new ExportOptions(
        force,
        forms,
        outputs,
        time,
        signing,
        Optional.of(Reference.installed()),
        ExportOptions.int8(method, budget));
  }

  /** Reads a method as the help text writes it. */
  static final class MethodConverter implements CommandLine.ITypeConverter<RangeMethod> {
    @Override
    public RangeMethod convert(String text) {
      return Arrays.stream(RangeMethod.values())
          .filter(each -> each.label().equals(text))
          .findFirst()
          .orElseThrow(
              () ->
                  new CommandLine.TypeConversionException(
                      "must be min-max, percentile or entropy, found '" + text + "'"));
    }
  }

  private static void report(Exporter.Result result, PrintWriter out) {
    Manifest manifest = result.manifest();
    out.printf(Locale.ROOT, "bundle    %s%n", result.folder());
    out.printf(
        Locale.ROOT,
        "network   inputs %s, outputs %s%n",
        manifest.inputs().stream().map(Manifest.Input::name).toList(),
        manifest.outputs().stream().map(Manifest.Output::name).toList());
    manifest.variants().forEach((file, variant) -> report(file, variant, manifest, out));
    manifest.verification().ifPresent(measured -> report(measured, out));
    out.printf("licence   of the faces: %s%n", manifest.provenance().datasetLicence());
    manifest
        .metrics()
        .ifPresentOrElse(
            metrics ->
                out.printf(
                    Locale.ROOT,
                    "accuracy  %.2f %% on %s, always guessing the majority %.2f %%%n",
                    100 * metrics.meanAccuracy(),
                    metrics.partition(),
                    100 * metrics.majorityMeanAccuracy()),
            () ->
                out.println(
                    "accuracy  unknown: the run was never evaluated, so the manifest has no"
                        + " metrics"));
  }

  private static void report(
      String file, Manifest.Variant variant, Manifest manifest, PrintWriter out) {
    out.printf(
        Locale.ROOT,
        "%-20s %.2f MiB, %s for %s, operator set %d, parity at most %s on %d faces%n",
        file,
        manifest.files().get(file).bytes() / MEBIBYTE,
        variant.precision(),
        variant.target(),
        variant.opset(),
        variant.parity().maxAbsoluteDifference(),
        variant.parity().images());
    if (!variant.exactLayers().isEmpty()) {
      out.printf(
          "%-20s in float32 all the same: %s%n", "", String.join(", ", variant.exactLayers()));
    }
    variant.quantization().ifPresent(made -> report(made, out));
    variant
        .accuracy()
        .ifPresent(
            each ->
                out.printf(
                    Locale.ROOT,
                    "%-20s accuracy %.2f %% on %d %s faces%n",
                    "",
                    100 * each.meanAccuracy(),
                    each.images(),
                    each.partition()));
    variant.opinions().forEach(opinion -> out.printf("%-20s %s%n", "", opinion));
    for (Manifest.TimingEntry timing : variant.timings()) {
      out.printf(
          Locale.ROOT,
          "%-20s %.2f ms a call, batch %d, threads %d%n",
          "",
          timing.milliseconds(),
          timing.batch(),
          timing.threads());
    }
  }

  private static void report(Manifest.VerificationEntry measured, PrintWriter out) {
    for (Manifest.OperatingPoint point : measured.points()) {
      out.printf(
          Locale.ROOT,
          "persons   at a false accept rate of %s one from a similarity of %.4f on, which accepts %.2f %% of %d %s pairs%n",
          point.falseAcceptRate(),
          point.threshold(),
          100 * point.trueAcceptRate(),
          measured.samePairs(),
          measured.partition());
    }
  }

  private static void report(Manifest.QuantizationEntry made, PrintWriter out) {
    out.printf(
        Locale.ROOT,
        "%-20s ranges by %s on %d faces; quality %.4f, in float32 %.4f, at least %.4f wanted%n",
        "",
        made.method(),
        made.calibrationFaces(),
        made.qualityAfter(),
        made.qualityBefore(),
        made.qualityBefore() - made.budget());
    for (Manifest.QuantizedLayer layer : made.layers()) {
      out.printf(
          Locale.ROOT,
          "%-20s   %-6s %-7s %s%s%n",
          "",
          layer.form(),
          layer.operator(),
          layer.name(),
          layer.loss().isPresent()
              ? String.format(Locale.ROOT, ", alone loses %.4f", layer.loss().getAsDouble())
              : "");
    }
  }
}
