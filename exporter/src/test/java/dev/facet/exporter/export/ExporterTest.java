package dev.facet.exporter.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.facet.exporter.ExportException;
import dev.facet.exporter.SampleRun;
import dev.facet.exporter.bundle.Bundle;
import dev.facet.exporter.bundle.BundleName;
import dev.facet.exporter.bundle.Keys;
import dev.facet.exporter.bundle.Manifest;
import dev.facet.exporter.bundle.ManifestJson;
import dev.facet.exporter.bundle.SigningKey;
import dev.facet.exporter.bundle.VerificationKey;
import dev.facet.exporter.graph.ElementType;
import dev.facet.exporter.graph.Graph;
import dev.facet.exporter.onnx.OnnxModel;
import dev.facet.exporter.onnx.OnnxReader;
import dev.facet.exporter.quantize.Int8Progress;
import dev.facet.exporter.run.TrainedRun;
import dev.facet.exporter.runtime.OrtModel;
import dev.facet.trainer.recipe.Recipe;
import dev.facet.trainer.recipe.Recipes;
import dev.facet.trainer.run.RunDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.cyclonedx.Version;
import org.cyclonedx.parsers.JsonParser;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExporterTest {
  private static final BundleName NAME = new BundleName("discs-pse", "1.0.0");
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private Path folder;
  private Path run;

  @BeforeEach
  void writeARun() {
    run = SampleRun.write(folder, 5);
  }

  @Test
  void writesAModelThatAgreesWithItsRunOnFaces() {
    Manifest manifest = export("bundles").manifest();

    assertThat(manifest.parity().maxAbsoluteDifference()).isBetween(0.0, 1e-5);
    assertThat(manifest.parity().images()).isEqualTo(12);
  }

  @ParameterizedTest
  @ValueSource(strings = {"convolutional", "dense", "none"})
  void compilesEveryFormOfTheNetwork(String form) {
    run = SampleRun.write(folder.resolve(form), 6, form);

    Graph graph = model(export("bundles")).graph();

    assertThat(graph.outputs()).hasSize(form.equals("none") ? 1 : 2);
    assertThat(graph.count("BatchNormalization") + graph.count("Identity")).isZero();
    assertThat(graph.input("images").orElseThrow().type()).isEqualTo(ElementType.UINT8);
  }

  @Test
  void convolvesInGroupsWhereTheNetworkDoes() throws IOException {
    Recipe recipe =
        Recipes.find(
            "pse-tiny",
            Map.of(
                "network.backbone",
                "{family: alexnet, stemStride: 2, stemPadding: 2, poolPadding: 1,"
                    + " widths: [4, 8, 6, 6, 8], kernels: [5, 5, 3, 3, 3], groups: [1, 2, 1, 2, 2]}"));
    RunDirectory directory = new RunDirectory(run);
    Files.writeString(directory.recipe(), Recipes.write(recipe));
    SampleRun.writeGraph(directory, recipe, new Random(7));

    Graph graph = model(export("bundles")).graph();

    assertThat(graph.nodes().stream().filter(node -> node.integer("group").equals(Optional.of(2L))))
        .hasSize(3);
    assertThat(graph.count("BatchNormalization")).as("that of the images too").isZero();

    assertThat(graph.count("Concat") + graph.count("Slice")).as("beside the centre crop").isOne();
  }

  @Test
  void writesTheSameBytesTwice() throws IOException {
    SampleRun.writeEvaluation(run);
    Path first = export("first").folder();
    Path second = export("second").folder();

    assertThat(files(first))
        .containsExactly("golden.ppm", "manifest.json", "model-card.cdx.json", "model.onnx");
    for (String file : files(first)) {
      assertThat(second.resolve(file)).hasSameBinaryContentAs(first.resolve(file));
    }
  }

  @Test
  void tellsEverythingInTheManifest() throws IOException {
    SampleRun.writeEvaluation(run);

    JsonNode json = JSON.readTree(export("bundles").folder().resolve("manifest.json").toFile());

    assertThat(json.fieldNames())
        .toIterable()
        .containsExactly(
            "format",
            "name",
            "version",
            "network",
            "target",
            "files",
            "variants",
            "inputs",
            "outputs",
            "labels",
            "groups",
            "preprocessing",
            "thresholds",
            "metrics",
            "parity",
            "golden",
            "provenance");
    assertThat(json.at("/inputs"))
        .hasToString(
            "[{\"name\":\"images\",\"type\":\"uint8\",\"shape\":[\"N\",55,45,3],"
                + "\"layout\":\"NHWC\",\"colour\":\"RGB\"}]");
    assertThat(json.at("/outputs"))
        .hasToString(
            "[{\"name\":\"probabilities\",\"type\":\"float32\",\"shape\":[\"N\",5]},"
                + "{\"name\":\"masks\",\"type\":\"float32\",\"shape\":[\"N\",4,7,6]}]");
    assertThat(json.at("/groups/1")).hasToString("{\"name\":\"hair\",\"attributes\":[\"Bald\"]}");
    assertThat(json.at("/preprocessing"))
        .hasToString(
            "{\"fit\":\"cover\",\"orientation\":\"exif\",\"cropHeight\":52,\"cropWidth\":44,"
                + "\"mean\":[0.51,0.42,0.38],\"std\":[0.31,0.29,0.29],\"inGraph\":true}");
    assertThat(json.at("/thresholds/Bald").asDouble()).isEqualTo(0.5);
    assertThat(json.at("/metrics/partition").asText()).isEqualTo("test");
    assertThat(json.at("/metrics/meanAccuracy").asDouble()).isEqualTo(0.9);
    assertThat(json.at("/metrics/attributes/Bald")).hasToString("{\"accuracy\":0.9}");
    assertThat(json.at("/provenance/datasetLicence").asText()).isEqualTo("free to use");
  }

  @Test
  void leavesMetricsOutWhenThereAreNone() throws IOException {
    Path bundle = export("bundles").folder();

    assertThat(JSON.readTree(bundle.resolve("manifest.json").toFile()).has("metrics")).isFalse();
    assertThat(Files.readString(bundle.resolve("model-card.cdx.json")))
        .contains("It was never evaluated.");
  }

  @Test
  void letsALoneModelExplainItself() {
    OnnxModel model = model(export("bundles"));

    assertThat(model.metadata())
        .containsEntry("facet.name", "discs-pse")
        .containsEntry("facet.version", "1.0.0")
        .containsEntry("facet.network", "pse-b")
        .containsEntry(
            "facet.labels", "[\"Smiling\",\"Bald\",\"Eyeglasses\",\"Big_Nose\",\"Young\"]")
        .containsKeys("facet.groups", "facet.input", "facet.preprocessing", "facet.provenance");
  }

  @Test
  void writesAModelCardThatFollowsTheSchema() throws Exception {
    SampleRun.writeEvaluation(run);
    Path card =
        export("bundles", ExportOptions.plain().withTimings())
            .folder()
            .resolve("model-card.cdx.json");

    assertThat(new JsonParser().validate(card.toFile(), Version.VERSION_16)).isEmpty();
    JsonNode json = JSON.readTree(card.toFile());
    assertThat(json.has("timestamp") || json.at("/metadata").has("timestamp")).isFalse();
    assertThat(json.at("/metadata/component/type").asText()).isEqualTo("machine-learning-model");
    assertThat(json.at("/metadata/component/licenses/0/license/name").asText())
        .contains("free to use");
    assertThat(json.at("/metadata/component/modelCard/quantitativeAnalysis/performanceMetrics"))
        .anySatisfy(metric -> assertThat(metric.path("slice").asText()).isEqualTo("Bald"))
        .anySatisfy(
            metric ->
                assertThat(metric.path("slice").asText())
                    .isEqualTo("model.onnx (float32 for cpu), batch 8, threads 2"));
  }

  @Test
  void writesFurtherFormsThatAgreeWithTheNetwork() {
    Exporter.Result result =
        export("bundles", ExportOptions.plain().withForms(EnumSet.of(Form.PORTABLE, Form.FP16)));

    Map<String, Manifest.Variant> variants = result.manifest().variants();
    assertThat(variants.keySet())
        .containsExactly("model.onnx", "model-portable.onnx", "model-fp16.onnx");
    assertThat(variants.values())
        .extracting(Manifest.Variant::target)
        .containsExactly("cpu", "portable", "cuda");
    assertThat(variants.values()).extracting(Manifest.Variant::opset).containsExactly(21, 17, 21);
    assertThat(variants.get("model-portable.onnx").parity().maxAbsoluteDifference())
        .isBetween(0.0, 1e-4);
    assertThat(variants.get("model-fp16.onnx").parity().maxAbsoluteDifference())
        .isBetween(1e-6, 5e-3);
    assertThat(Bundle.open(result.folder()).requireDigests()).isEqualTo(5);
    assertThat(result.manifest().target()).isEqualTo("cpu");
  }

  @Test
  void writesAFormInInt8AndTellsHowItWasMade() throws IOException {
    Exporter.Result result =
        export("bundles", ExportOptions.plain().withForms(EnumSet.of(Form.INT8)));

    Manifest.Variant variant = result.manifest().variants().get("model-int8.onnx");
    Manifest.QuantizationEntry made = variant.quantization().orElseThrow();
    assertThat(variant.precision()).isEqualTo("int8");
    assertThat(made.method()).isEqualTo("min-max");
    assertThat(made.qualityAfter()).isGreaterThanOrEqualTo(made.qualityBefore() - made.budget());
    assertThat(made.layers()).isNotEmpty();
    assertThat(variant.accuracy()).isPresent();
    Graph int8 = OnnxReader.read(result.folder().resolve("model-int8.onnx")).graph();
    assertThat(int8.count("QuantizeLinear") > 0)
        .isEqualTo(made.layers().stream().anyMatch(layer -> layer.form().equals("int8")));
    String json = Files.readString(result.folder().resolve("manifest.json"));
    assertThat(ManifestJson.read(json, "manifest.json")).isEqualTo(result.manifest());
  }

  @Test
  void tellsWhatEveryFormAnswersToTheGoldenImage() throws IOException {
    Exporter.Result result =
        export("bundles", ExportOptions.plain().withForms(EnumSet.of(Form.FP16)));

    Manifest.GoldenEntry golden = result.manifest().golden().orElseThrow();
    assertThat(golden.answers().keySet()).containsExactly("model.onnx", "model-fp16.onnx");
    assertThat(golden.answers().values())
        .allSatisfy(answer -> assertThat(answer.outputs().get("probabilities")).hasSize(5));
    byte[] image = Files.readAllBytes(result.folder().resolve(golden.image()));
    assertThat(new String(image, 0, 13, java.nio.charset.StandardCharsets.US_ASCII))
        .isEqualTo("P6\n45 55\n255\n");
    assertThat(image).hasSize(13 + 55 * 45 * 3);

    Bundle bundle = Bundle.open(result.folder());
    Path model = result.folder().resolve("model.onnx");
    try (OrtModel runtime = OrtModel.load(model, 1)) {
      assertThat(GoldenAnswers.difference(bundle, Form.MODEL, runtime))
          .hasValueSatisfying(difference -> assertThat(difference).isLessThan(1e-4));
      Path manifest = result.folder().resolve(Bundle.MANIFEST);
      ObjectNode json = (ObjectNode) JSON.readTree(manifest.toFile());
      ArrayNode first = (ArrayNode) json.at("/golden/answers/model.onnx/outputs/probabilities");
      first.set(0, first.get(0).asDouble() + 0.02);
      JSON.writeValue(manifest.toFile(), json);
      Bundle changed = Bundle.open(result.folder());
      assertThatThrownBy(() -> GoldenAnswers.difference(changed, Form.MODEL, runtime))
          .isInstanceOf(ExportException.class)
          .hasMessageContaining("golden image");
    }
  }

  @Test
  void writesTheTimesOfCallsOnlyWhenAsked() {
    assertThat(export("plain").manifest().variants().get("model.onnx").timings()).isEmpty();

    List<Manifest.TimingEntry> timings =
        export("timed", ExportOptions.plain().withTimings())
            .manifest()
            .variants()
            .get("model.onnx")
            .timings();

    assertThat(timings)
        .extracting(each -> each.threads() + "x" + each.batch())
        .containsExactly("1x1", "1x8", "2x1", "2x8");
    assertThat(timings).allMatch(each -> each.milliseconds() > 0);
  }

  @Test
  void writesOnlyTheOutputsThatAreWanted() {
    Exporter.Result result =
        export("bundles", ExportOptions.plain().withOutputs(List.of("probabilities")));

    assertThat(result.manifest().outputs())
        .extracting(Manifest.Output::name)
        .containsExactly("probabilities");
    assertThatThrownBy(
            () -> export("other", ExportOptions.plain().withOutputs(List.of("affinity"))))
        .isInstanceOf(ExportException.class)
        .hasMessage(
            "The network has no output affinity: name those of [probabilities, masks] that the"
                + " bundle shall have.");
  }

  @Test
  void signsTheManifestWithAKey() throws Exception {
    KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    Path key = Keys.write(folder.resolve("key.pem"), pair.getPrivate());
    Path publicKey = Keys.write(folder.resolve("public.pem"), pair.getPublic());

    Path bundle = export("bundles", ExportOptions.plain().withKey(SigningKey.read(key))).folder();

    Bundle opened = Bundle.open(bundle);
    opened.requireSignature(VerificationKey.read(publicKey));
    Files.writeString(bundle.resolve(Bundle.MANIFEST), "\n", StandardOpenOption.APPEND);
    assertThatThrownBy(() -> opened.requireSignature(VerificationKey.read(publicKey)))
        .isInstanceOf(ExportException.class)
        .hasMessageContaining("was not made for this manifest with the private key");
    Files.delete(bundle.resolve(Bundle.SIGNATURE));
    assertThatThrownBy(() -> opened.requireSignature(VerificationKey.read(publicKey)))
        .isInstanceOf(ExportException.class)
        .hasMessageContaining("is not signed");
  }

  @Test
  void keepsAnExistingVersionUnlessForced() {
    Path first = export("bundles").folder();

    assertThatThrownBy(() -> export("bundles"))
        .isInstanceOf(ExportException.class)
        .hasMessageContaining("exists already")
        .hasMessageContaining("--force");
    Path again = export("bundles", ExportOptions.plain().replacing()).folder();

    assertThat(again).isEqualTo(first);
    assertThat(Bundle.open(again).requireDigests()).isEqualTo(3);
    assertThat(again.getParent()).isDirectoryNotContaining(path -> !path.equals(again));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 100, 5000})
  void saysThatAGraphIsBroken(int length) throws IOException {
    Path file = new RunDirectory(run).graph();
    byte[] whole = Files.readAllBytes(file);
    Files.write(file, java.util.Arrays.copyOf(whole, length));

    assertThatThrownBy(() -> export("bundles"))
        .isInstanceOf(ExportException.class)
        .hasMessageContaining("graph.sd does not hold a SameDiff graph");
    assertThat(folder.resolve("bundles")).doesNotExist();
  }

  private Exporter.Result export(String root) {
    return export(root, ExportOptions.plain());
  }

  private Exporter.Result export(String root, ExportOptions options) {
    TrainedRun trained = TrainedRun.read(run);
    return Exporter.export(
        trained,
        ExportFaces.of(trained, Optional.empty()),
        folder.resolve(root),
        NAME,
        options,
        Int8Progress.silent());
  }

  private static OnnxModel model(Exporter.Result result) {
    return OnnxReader.read(Bundle.open(result.folder()).read(Bundle.MODEL), "the test's model");
  }

  private static Set<String> files(Path bundle) throws IOException {
    try (Stream<Path> paths = Files.list(bundle)) {
      Set<String> names = new TreeSet<>();
      paths.forEach(path -> names.add(path.getFileName().toString()));
      return names;
    }
  }
}
