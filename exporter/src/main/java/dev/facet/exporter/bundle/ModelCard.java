package dev.facet.exporter.bundle;

import dev.facet.exporter.Digest;
import dev.facet.exporter.run.RunMetricsReader.Judged;
import dev.facet.trainer.evaluate.AttributeMetrics;
import dev.facet.trainer.evaluate.MeanMetrics;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import org.cyclonedx.Version;
import org.cyclonedx.exception.GeneratorException;
import org.cyclonedx.generators.BomGeneratorFactory;
import org.cyclonedx.model.Bom;
import org.cyclonedx.model.Component;
import org.cyclonedx.model.Hash;
import org.cyclonedx.model.License;
import org.cyclonedx.model.LicenseChoice;
import org.cyclonedx.model.Metadata;
import org.cyclonedx.model.component.data.ComponentData;
import org.cyclonedx.model.component.data.DatasetChoice;
import org.cyclonedx.model.component.modelCard.InputOutputParameter;
import org.cyclonedx.model.component.modelCard.ModelParameters;
import org.cyclonedx.model.component.modelCard.PerformanceMetric;
import org.cyclonedx.model.component.modelCard.QuantitativeAnalysis;

/** The model card: a CycloneDX 1.6 bill of materials whose one component is the model. */
public final class ModelCard {
  private static final String DATASET = "dataset";

  private final Manifest manifest;
  private final ManifestBuilder facts;

  private ModelCard(Manifest manifest, ManifestBuilder facts) {
    this.manifest = manifest;
    this.facts = facts;
  }

  /**
   * The card as JSON; its serial number follows from the model's digest.
   *
   * @param manifest of the bundle, with the model's digest and without the card's
   * @param facts behind the manifest
   */
  public static String of(Manifest manifest, ManifestBuilder facts) {
    return new ModelCard(manifest, facts).write();
  }

  private String write() {
    Metadata metadata = new Metadata();
    metadata.setTimestamp(null);
    metadata.setComponent(model());
    Bom bom = new Bom();
    bom.setSerialNumber("urn:uuid:" + Digest.uuid(digest()));
    bom.setVersion(1);
    bom.setMetadata(metadata);
    bom.setComponents(List.of(dataset()));
    try {
      String json = BomGeneratorFactory.createJson(Version.VERSION_16, bom).toJsonString(true);
      return json.replace("\r\n", "\n") + "\n";
    } catch (GeneratorException e) {
      throw new IllegalStateException("a model card is always writable", e);
    }
  }

  private String digest() {
    return manifest.files().get(Bundle.MODEL).sha256();
  }

  private Component model() {
    Component component = new Component();
    component.setType(Component.Type.MACHINE_LEARNING_MODEL);
    component.setBomRef("model");
    component.setName(manifest.name());
    component.setVersion(manifest.version());
    component.setDescription(
        "Facet network '%s', trained by the recipe %s with seed %d, as ONNX; %d attributes of a face."
            .formatted(
                manifest.network(),
                manifest.provenance().recipe(),
                manifest.provenance().seed(),
                manifest.labels().size()));
    component.setHashes(List.of(new Hash(Hash.Algorithm.SHA_256, digest())));
    component.setLicenses(licence());
    org.cyclonedx.model.component.ModelCard card = new org.cyclonedx.model.component.ModelCard();
    card.setModelParameters(parameters());
    card.setQuantitativeAnalysis(analysis());
    card.setConsiderations(
        ModelConsiderations.of(facts.run().info().dataset(), facts.judged(), manifest.parity()));
    component.setModelCard(card);
    return component;
  }

  /** Weights learnt from faces may be used no more freely than the faces. */
  private LicenseChoice licence() {
    License license = new License();
    license.setName(
        "Weights learnt from the dataset '%s', under its terms: %s"
            .formatted(
                facts.run().info().dataset().name(), manifest.provenance().datasetLicence()));
    LicenseChoice choice = new LicenseChoice();
    choice.addLicense(license);
    return choice;
  }

  private Component dataset() {
    ComponentData data = new ComponentData();
    data.setType(ComponentData.ComponentDataType.DATASET);
    data.setName(facts.run().info().dataset().name());
    data.setDescription(
        "%d faces to learn from, %d to choose by, %d to report on. Digest %s. Terms: %s. No image of"
                .formatted(
                    facts.run().info().dataset().train(),
                    facts.run().info().dataset().validation(),
                    facts.run().info().dataset().test(),
                    manifest.provenance().datasetDigest(),
                    manifest.provenance().datasetLicence())
            + " the dataset is in the bundle or in Facet's repository.");
    Component component = new Component();
    component.setType(Component.Type.DATA);
    component.setBomRef(DATASET);
    component.setName(facts.run().info().dataset().name());
    component.setData(List.of(data));
    return component;
  }

  private ModelParameters parameters() {
    ModelParameters.Approach approach = new ModelParameters.Approach();
    approach.setType(ModelParameters.Approach.ApproachType.SUPERVISED);
    DatasetChoice dataset = new DatasetChoice();
    dataset.setRef(DATASET);
    ModelParameters parameters = new ModelParameters();
    parameters.setApproach(approach);
    parameters.setTask("facial attribute classification");
    parameters.setArchitectureFamily("convolutional neural network");
    parameters.setModelArchitecture(
        "%s, %d parameters".formatted(manifest.network(), facts.run().info().parameters()));
    parameters.setDatasets(List.of(dataset));
    parameters.setInputs(
        manifest.inputs().stream()
            .map(
                input ->
                    parameter(
                        "%s: %s %s, %s, %s"
                            .formatted(
                                input.name(),
                                input.type(),
                                input.shape(),
                                input.layout(),
                                input.colour())))
            .toList());
    parameters.setOutputs(
        manifest.outputs().stream()
            .map(
                output ->
                    parameter("%s: %s %s".formatted(output.name(), output.type(), output.shape())))
            .toList());
    return parameters;
  }

  private static InputOutputParameter parameter(String format) {
    InputOutputParameter parameter = new InputOutputParameter();
    parameter.setFormat(format);
    return parameter;
  }

  private QuantitativeAnalysis analysis() {
    List<PerformanceMetric> metrics = new ArrayList<>();
    facts.judged().ifPresent(judged -> addAll(judged, metrics));
    manifest.verification().ifPresent(measured -> addVerification(measured, metrics));
    manifest.variants().forEach((file, variant) -> addForm(file, variant, metrics));
    QuantitativeAnalysis analysis = new QuantitativeAnalysis();
    analysis.setPerformanceMetrics(metrics);
    return analysis;
  }

  /** How closely a form follows the trained network, how good it is and how long a call takes. */
  private static void addForm(
      String file, Manifest.Variant variant, List<PerformanceMetric> metrics) {
    String form = "%s (%s for %s)".formatted(file, variant.precision(), variant.target());
    metrics.add(
        metric(
            "largest absolute difference between ONNX Runtime and the trained network",
            Double.toString(variant.parity().maxAbsoluteDifference()),
            "%s, %d faces".formatted(form, variant.parity().images())));
    variant
        .accuracy()
        .ifPresent(
            accuracy ->
                metrics.add(
                    metric(
                        "accuracy at the bundle's thresholds",
                        fraction(accuracy.meanAccuracy()),
                        "%s, %d faces of the %s partition, mean over attributes"
                            .formatted(form, accuracy.images(), accuracy.partition()))));
    for (Manifest.TimingEntry timing : variant.timings()) {
      metrics.add(
          metric(
              "milliseconds of a call on the machine of the export",
              Double.toString(timing.milliseconds()),
              "%s, batch %d, threads %d".formatted(form, timing.batch(), timing.threads())));
    }
  }

  private static void addVerification(
      Manifest.VerificationEntry measured, List<PerformanceMetric> metrics) {
    for (Manifest.OperatingPoint point : measured.points()) {
      metrics.add(
          metric(
              "true accept rate of verification",
              fraction(point.trueAcceptRate()),
              "false accept rate %s, similarity from %s on; %s partition, persons not learnt from, %d pairs of one and %d of two"
                  .formatted(
                      point.falseAcceptRate(),
                      point.threshold(),
                      measured.partition(),
                      measured.samePairs(),
                      measured.differentPairs())));
    }
  }

  private static void addAll(Judged judged, List<PerformanceMetric> metrics) {
    MeanMetrics means = judged.metrics().means();
    String all =
        "%s partition, %d faces, mean over attributes"
            .formatted(judged.partition().label(), judged.metrics().images());
    metrics.add(metric("accuracy", fraction(means.accuracy()), all));
    metrics.add(metric("accuracy of the majority class", fraction(means.majorityAccuracy()), all));
    optional("balanced accuracy", means.balancedAccuracy(), all).ifPresent(metrics::add);
    optional("average precision", means.averagePrecision(), all).ifPresent(metrics::add);
    metrics.add(metric("calibration error", fraction(means.calibrationError()), all));
    for (AttributeMetrics each : judged.metrics().attributes()) {
      String slice = each.attribute();
      metrics.add(metric("accuracy", fraction(each.accuracy()), slice));
      metrics.add(
          metric("accuracy of the majority class", fraction(each.majorityAccuracy()), slice));
      optional("balanced accuracy", each.balancedAccuracy(), slice).ifPresent(metrics::add);
      optional("average precision", each.averagePrecision(), slice).ifPresent(metrics::add);
    }
  }

  private static Optional<PerformanceMetric> optional(
      String type, OptionalDouble value, String slice) {
    return value.isPresent()
        ? Optional.of(metric(type, fraction(value.getAsDouble()), slice))
        : Optional.empty();
  }

  private static PerformanceMetric metric(String type, String value, String slice) {
    PerformanceMetric metric = new PerformanceMetric();
    metric.setType(type);
    metric.setValue(value);
    metric.setSlice(slice);
    return metric;
  }

  private static String fraction(double value) {
    return String.format(Locale.ROOT, "%.4f", value);
  }
}
