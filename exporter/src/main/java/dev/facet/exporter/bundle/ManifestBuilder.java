package dev.facet.exporter.bundle;

import dev.facet.exporter.graph.Graph;
import dev.facet.exporter.run.RunMetricsReader.Judged;
import dev.facet.exporter.run.TrainedRun;
import dev.facet.trainer.evaluate.AttributeMetrics;
import dev.facet.trainer.evaluate.Metrics;
import dev.facet.trainer.run.RunInfo;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Gathers a manifest from a run and its compiled graph.
 *
 * @param name of the bundle
 * @param run it comes from
 * @param judged how good the run is, if it was evaluated
 * @param chosen from which probability on attributes are present; 0.5 for the others
 * @param verification how well its embeddings tell persons apart, if that was measured
 * @param golden what the forms say of the golden image, if anything
 */
public record ManifestBuilder(
    BundleName name,
    TrainedRun run,
    Optional<Judged> judged,
    Map<String, Double> chosen,
    Optional<Manifest.VerificationEntry> verification,
    Optional<Manifest.GoldenEntry> golden) {
  private static final double DEFAULT_THRESHOLD = 0.5;
  private static final MathContext TWO_DIGITS_UP = new MathContext(2, RoundingMode.UP);

  /** Copies the thresholds. */
  public ManifestBuilder {
    chosen = Map.copyOf(chosen);
  }

  /** The same with thresholds. */
  public ManifestBuilder withThresholds(Map<String, Double> thresholds) {
    return new ManifestBuilder(name, run, judged, thresholds, verification, golden);
  }

  /** The same with how well embeddings tell persons apart. */
  public ManifestBuilder withVerification(Optional<Manifest.VerificationEntry> measured) {
    return new ManifestBuilder(name, run, judged, chosen, measured, golden);
  }

  /** The same with what the forms say of the golden image. */
  public ManifestBuilder withGolden(Optional<Manifest.GoldenEntry> answers) {
    return new ManifestBuilder(name, run, judged, chosen, verification, answers);
  }

  /**
   * The manifest of a bundle.
   *
   * @param graph of {@code model.onnx}
   * @param files of the bundle so far, but the manifest
   * @param variants the forms of the network by file, {@code model.onnx} among them
   */
  public Manifest build(
      Graph graph, Map<String, Manifest.FileEntry> files, Map<String, Manifest.Variant> variants) {
    return new Manifest(
        Manifest.FORMAT,
        name.name(),
        name.version(),
        run.info().network(),
        variants.get(Bundle.MODEL).target(),
        files,
        variants,
        inputs(graph),
        outputs(graph),
        run.info().labels(),
        groups(),
        preprocessing(),
        thresholds(),
        judged.map(ManifestBuilder::metrics),
        verification,
        variants.get(Bundle.MODEL).parity(),
        golden,
        provenance());
  }

  /** The model's inputs. */
  List<Manifest.Input> inputs(Graph graph) {
    return graph.inputs().stream()
        .map(
            input ->
                new Manifest.Input(
                    input.name(), input.type().label(), input.shape(), "NHWC", "RGB"))
        .toList();
  }

  private static List<Manifest.Output> outputs(Graph graph) {
    return graph.outputs().stream()
        .map(output -> new Manifest.Output(output.name(), output.type().label(), output.shape()))
        .toList();
  }

  /** The attributes by sub-network. */
  List<Manifest.Group> groups() {
    return run.info().groups().stream()
        .map(group -> new Manifest.Group(group.name(), group.attributes()))
        .toList();
  }

  /** What happens to a picture. */
  Manifest.PreprocessingEntry preprocessing() {
    return new Manifest.PreprocessingEntry(
        "cover",
        "exif",
        run.recipe().input().cropHeight(),
        run.recipe().input().cropWidth(),
        run.recipe().input().mean(),
        run.recipe().input().std(),
        true);
  }

  /** Where the model comes from. */
  Manifest.Provenance provenance() {
    RunInfo info = run.info();
    return new Manifest.Provenance(
        info.dataset().digest(),
        info.recipe(),
        run.recipeSha256(),
        info.seed(),
        info.codeVersion(),
        info.dataset().licence());
  }

  private Map<String, Double> thresholds() {
    Map<String, Double> thresholds = new LinkedHashMap<>();
    for (String label : run.info().labels()) {
      thresholds.put(label, chosen.getOrDefault(label, DEFAULT_THRESHOLD));
    }
    return thresholds;
  }

  private static Manifest.MetricsEntry metrics(Judged judged) {
    Metrics metrics = judged.metrics();
    Map<String, Manifest.AttributeEntry> attributes = new LinkedHashMap<>();
    for (AttributeMetrics each : metrics.attributes()) {
      attributes.put(each.attribute(), new Manifest.AttributeEntry(each.accuracy()));
    }
    return new Manifest.MetricsEntry(
        judged.partition().label(),
        metrics.images(),
        metrics.means().accuracy(),
        metrics.means().majorityAccuracy(),
        attributes);
  }

  /** What was measured, rounded up: the last bits of a rounding error are chance. */
  public static Manifest.ParityEntry parity(double difference, int images) {
    return new Manifest.ParityEntry(roundedUp(difference), images);
  }

  private static double roundedUp(double difference) {
    return BigDecimal.valueOf(difference).round(TWO_DIGITS_UP).doubleValue();
  }
}
