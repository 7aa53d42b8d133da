package dev.facet.function.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.facet.function.bundle.BundleLocation.Folder;
import dev.facet.function.fixture.FixtureBundle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class BundleTest {
  @TempDir Path root;

  @Test
  void readsWhatTheManifestSays() throws IOException {
    FixtureBundle.meanColour("colours", "1.2.3").write(root);

    Manifest manifest = bundles(root).getFirst().manifest();

    assertThat(manifest.name()).isEqualTo("colours");
    assertThat(manifest.version()).isEqualTo("1.2.3");
    assertThat(manifest.height()).isEqualTo(FixtureBundle.HEIGHT);
    assertThat(manifest.width()).isEqualTo(FixtureBundle.WIDTH);
    assertThat(manifest.labels()).containsExactly("Red", "Green", "Blue");
    assertThat(manifest.thresholds()).containsEntry("Red", 0.5);
    assertThat(manifest.groups())
        .containsExactly(new Manifest.Group("colours", List.of("Red", "Green", "Blue")));
  }

  @Test
  void theCommittedFixtureIsWhatItsGeneratorWrites() throws IOException {
    Path written = FixtureBundle.meanColour("mean-colour", "1.0.0").write(root);

    try (Stream<Path> files = Files.list(written)) {
      assertThat(files)
          .hasSize(3)
          .allSatisfy(
              file ->
                  assertThat(file)
                      .hasSameBinaryContentAs(
                          Path.of("src/test/resources/bundles/mean-colour/1.0.0")
                              .resolve(file.getFileName())));
    }
  }

  @Test
  void findsTheBundleInAFolderThatHoldsItDirectly() throws IOException {
    Path folder = FixtureBundle.meanColour("colours", "1.0.0").write(root);

    assertThat(bundles(folder)).hasSize(1);
  }

  @Test
  void findsEveryBundleBelowAFolder() throws IOException {
    FixtureBundle.meanColour("colours", "1.0.0").write(root);
    FixtureBundle.meanColour("colours", "1.1.0").write(root);
    FixtureBundle.meanColour("shades", "1.0.0").write(root);

    assertThat(bundles(root)).hasSize(3);
  }

  @Test
  void findsNothingInAFolderThatIsEmptyOrMissing() {
    assertThat(BundleFinder.folders(root)).isEmpty();
    assertThat(BundleFinder.folders(root.resolve("missing"))).isEmpty();
    assertThat(BundleFinder.noneIn(root))
        .hasMessageContaining(root.toString())
        .hasMessageContaining("manifest.json");
  }

  @Test
  void followsLinksAndLeavesHiddenFoldersAlone() throws IOException {
    Path elsewhere = Files.createDirectory(root.resolve(".copies"));
    FixtureBundle.meanColour("colours", "1.0.0").write(elsewhere);
    FixtureBundle.meanColour("shades", "1.0.0").writeInto(root.resolve("shades/.1.0.0-new"));
    assertThat(BundleFinder.folders(root)).isEmpty();

    Files.createSymbolicLink(root.resolve("linked"), elsewhere.resolve("colours"));

    assertThat(BundleFinder.folders(root)).containsExactly(root.resolve("linked/1.0.0"));
  }

  @Test
  void seesThatAFolderChanged() throws IOException {
    Path folder = FixtureBundle.meanColour("colours", "1.0.0").write(root);
    FolderState before = FolderState.of(folder).orElseThrow();
    assertThat(FolderState.of(folder)).contains(before);

    Files.writeString(folder.resolve("model.onnx"), "half");
    FolderState cut = FolderState.of(folder).orElseThrow();
    Files.writeString(folder.resolve("manifest.json"), "{}");

    assertThat(cut).isNotEqualTo(before);
    assertThat(cut.manifest()).isEqualTo(before.manifest());
    assertThat(FolderState.of(folder).orElseThrow().manifest()).isNotEqualTo(before.manifest());
    assertThat(FolderState.of(root)).isEmpty();
  }

  @Test
  void theShippedBundleIsWhole() {
    Bundle shipped = BundleFinder.shipped();

    assertThat(shipped.model()).isNotEmpty();
    assertThat(shipped.manifest().labels()).hasSize(40);
    assertThat(shipped.manifest().groups().stream().flatMap(g -> g.attributes().stream()))
        .containsExactlyInAnyOrderElementsOf(shipped.manifest().labels());
    Manifest.Golden golden = shipped.manifest().golden().orElseThrow();
    assertThat(golden.answers().keySet())
        .containsExactlyInAnyOrder("model.onnx", "model-int8.onnx");
    assertThat(shipped.pixels(golden)).hasSize(109 * 89 * 3);
  }

  @Test
  void refusesAModelThatIsNotTheOneOfTheManifest() throws IOException {
    Path folder = FixtureBundle.meanColour("colours", "1.0.0").write(root);
    byte[] model = Files.readAllBytes(folder.resolve("model.onnx"));
    String expected = FixtureBundle.sha256(model);
    model[100] ^= 1;
    Files.write(folder.resolve("model.onnx"), model);
    Bundle bundle = bundles(root).getFirst();

    assertThatThrownBy(bundle::model)
        .isInstanceOf(BundleException.class)
        .hasMessageContainingAll("model.onnx", expected, FixtureBundle.sha256(model));
  }

  @Test
  void refusesACardThatIsNotTheOneOfTheManifest() throws IOException {
    Path folder = FixtureBundle.meanColour("colours", "1.0.0").write(root);
    Files.writeString(folder.resolve("model-card.cdx.json"), "{}");

    assertThatThrownBy(() -> Bundle.open(new Folder(folder), Trust.inAnyone()))
        .isInstanceOf(BundleException.class)
        .hasMessageContaining("model-card.cdx.json");
  }

  @Test
  void refusesABundleWithoutAFileThatTheManifestNames() throws IOException {
    Path folder = FixtureBundle.meanColour("colours", "1.0.0").write(root);
    Files.delete(folder.resolve("model-card.cdx.json"));

    assertThatThrownBy(() -> Bundle.open(new Folder(folder), Trust.inAnyone()))
        .isInstanceOf(BundleException.class)
        .hasMessageContaining("model-card.cdx.json")
        .hasMessageContaining("cannot be read");
  }

  @Test
  void refusesAManifestThatIsNoJson() throws IOException {
    Files.writeString(root.resolve("manifest.json"), "{");

    assertThatThrownBy(() -> bundles(root))
        .isInstanceOf(BundleException.class)
        .hasMessageContaining("is not JSON");
  }

  @Test
  void refusesAManifestThatNamesNoModel() throws IOException {
    Path folder = FixtureBundle.meanColour("colours", "1.0.0").write(root);
    Path manifest = folder.resolve("manifest.json");
    Files.writeString(
        manifest, Files.readString(manifest).replace("model.onnx", "model-card.cdx.json"));

    assertThatThrownBy(() -> Bundle.open(new Folder(folder), Trust.inAnyone()))
        .isInstanceOf(BundleException.class)
        .hasMessageContaining("field 'files' does not name model.onnx");
  }

  @Test
  void leavesKeysAloneThatItDoesNotKnow() throws IOException {
    FixtureBundle bundle = FixtureBundle.meanColour("colours", "1.0.0");
    bundle.manifest().put("later", true);
    bundle.write(root);

    assertThat(bundles(root).getFirst().manifest().document()).contains("\"later\":true");
  }

  @Test
  void readsWhatTheNetworkSeesAndItsThresholdsOfSimilarity() throws IOException {
    FixtureBundle bundle = FixtureBundle.colourParts("parts", "1.0.0");
    bundle.manifest().withObject("/preprocessing").put("cropHeight", 14).put("cropWidth", 10);
    bundle.write(root);

    Manifest manifest = bundles(root).getFirst().manifest();

    assertThat(manifest.cropHeight()).isEqualTo(14);
    assertThat(manifest.cropWidth()).isEqualTo(10);
    assertThat(manifest.verification())
        .containsExactly(
            new Manifest.OperatingPoint(0.1, 0.9), new Manifest.OperatingPoint(0.01, 0.99));
  }

  @Test
  void needsNoLabelsWhereOnlyAnEmbeddingIsServed() throws IOException {
    FixtureBundle bundle = FixtureBundle.colourParts("parts", "1.0.0");
    bundle.manifest().putArray("outputs");
    output(bundle.manifest(), "embedding").add("N").add(3);
    bundle.manifest().putArray("labels");
    bundle.manifest().putArray("groups");
    bundle.write(root);

    Manifest manifest = bundles(root).getFirst().manifest();

    assertThat(manifest.labels()).isEmpty();
    assertThat(manifest.outputs()).containsOnlyKeys("embedding");
  }

  @Test
  void hasTheFormsOfItsManifest() throws IOException {
    FixtureBundle fixture = FixtureBundle.meanColour("colours", "1.0.0");
    fixture.addForm("model-int8.onnx", "cpu", "int8");
    fixture.addForm("model-fp16.onnx", "cuda", "float16");
    Bundle bundle = Bundle.open(new Folder(fixture.write(root)), Trust.inAnyone());

    assertThat(bundle.form("cpu", "float32")).map(Bundle::modelFile).contains("model.onnx");
    assertThat(bundle.form("cuda", "float16")).map(Bundle::modelFile).contains("model-fp16.onnx");
    Bundle int8 = bundle.form("cpu", "int8").orElseThrow();
    assertThat(int8.modelFile()).isEqualTo("model-int8.onnx");
    assertThat(int8.sha256()).isEqualTo(FixtureBundle.sha256(int8.model()));
    assertThat(bundle.form("cpu", "float16")).isEmpty();
  }

  @Test
  void refusesAFormWhoseFileTheManifestDoesNotName() throws IOException {
    FixtureBundle fixture = FixtureBundle.meanColour("colours", "1.0.0");
    fixture.manifest().putObject("variants").putObject("other.onnx").put("target", "cpu");
    Path folder = fixture.write(root);

    assertThatThrownBy(() -> Bundle.open(new Folder(folder), Trust.inAnyone()))
        .isInstanceOf(BundleException.class)
        .hasMessageContaining("field 'variants' names 'other.onnx'");
  }

  @Test
  void readsTheGoldenImage() throws IOException {
    Path folder = FixtureBundle.meanColour("colours", "1.0.0").withGolden(100, 0.25).write(root);
    Bundle bundle = Bundle.open(new Folder(folder), Trust.inAnyone());

    Manifest.Golden golden = bundle.manifest().golden().orElseThrow();

    assertThat(golden.answers().get("model.onnx").tolerance()).isEqualTo(0.001);
    assertThat(golden.answers().get("model.onnx").outputs())
        .containsEntry("probabilities", List.of(0.25, 0.25, 0.25));
    assertThat(bundle.pixels(golden))
        .hasSize(FixtureBundle.HEIGHT * FixtureBundle.WIDTH * 3)
        .containsOnly(100);
  }

  @Test
  void refusesAGoldenImageOfAnotherSize() throws IOException {
    FixtureBundle fixture = FixtureBundle.meanColour("colours", "1.0.0");
    fixture.manifest().putObject("golden").put("image", "model-card.cdx.json");
    Bundle bundle = Bundle.open(new Folder(fixture.write(root)), Trust.inAnyone());

    assertThatThrownBy(() -> bundle.pixels(bundle.manifest().golden().orElseThrow()))
        .isInstanceOf(BundleException.class)
        .hasMessageContaining("model-card.cdx.json must be a binary portable pixmap of 12 x 16");
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource
  void namesTheFieldWithAMistake(String field, String rule, Consumer<ObjectNode> mistake)
      throws IOException {
    FixtureBundle bundle = FixtureBundle.meanColour("colours", "1.0.0");
    mistake.accept(bundle.manifest());
    bundle.writeInto(root);

    assertThatThrownBy(() -> Bundle.open(new Folder(root), Trust.inAnyone()))
        .isInstanceOf(BundleException.class)
        .hasMessageContaining("field '" + field + "' " + rule);
  }

  static List<Arguments> namesTheFieldWithAMistake() {
    return List.of(
        mistake("format", "must be facet-bundle/1, found 'x'", m -> m.put("format", "x")),
        mistake("format", "is missing", m -> m.remove("format")),
        mistake("name", "must be", m -> m.put("name", "../../etc")),
        mistake("version", "must be a version", m -> m.put("version", "latest")),
        mistake("network", "is missing", m -> m.remove("network")),
        mistake(
            "files",
            "names '../secret', which is not a plain file name",
            m -> m.withObject("/files").putObject("../secret")),
        mistake(
            "files.model.onnx.sha256",
            "must be 64",
            m -> m.withObject("/files").putObject("model.onnx").put("sha256", "abc")),
        mistake("inputs", "must be one input", m -> ((ArrayNode) m.get("inputs")).addObject()),
        mistake("outputs", "must have 'probabilities'", m -> m.putArray("outputs").addObject()),
        mistake("labels", "must be a list", m -> m.putArray("labels")),
        mistake("labels", "names an attribute twice", m -> m.withArray("/labels").add("Red")),
        mistake(
            "groups",
            "names 'Violet', which is no label",
            m -> m.withArray("/groups").addObject().putArray("attributes").add("Violet")),
        mistake(
            "thresholds.Red",
            "must be a number from 0 to 1, found 1.5",
            m -> m.withObject("/thresholds").put("Red", 1.5)),
        mistake(
            "thresholds.Blue",
            "must be a number from 0 to 1, found nothing",
            m -> m.withObject("/thresholds").remove("Blue")),
        mistake(
            "outputs",
            "must have 'embedding' of 2 axes",
            m -> output(m, "embedding").add("N").add(3).add(3)),
        mistake(
            "outputs",
            "must have 'masks' of 4 axes with 3 labels and 1 groups",
            m -> output(m, "masks").add("N").add(2).add(7).add(6)),
        mistake(
            "verification.points",
            "must have a falseAcceptRate from 0 to 1",
            m -> m.putObject("verification").putArray("points").addObject().put("threshold", 0.5)),
        mistake(
            "preprocessing.cropWidth",
            "must be a number from 1 to 12, found 13",
            m -> m.withObject("/preprocessing").put("cropWidth", 13)),
        mistake(
            "golden",
            "names 'face.ppm', which is not among the files",
            m -> m.putObject("golden").put("image", "face.ppm")),
        mistake(
            "golden",
            "must have a tolerance from 0 to 1, found 2",
            m -> golden(m).put("tolerance", 2)),
        mistake(
            "golden",
            "must answer with all numbers of an output, found 1 of 'probabilities'",
            m -> golden(m).putObject("outputs").putArray("probabilities").add(1)),
        mistake(
            "golden",
            "must answer with all numbers of an output, found 0 of 'other'",
            m -> golden(m).putObject("outputs").putArray("other")),
        mistake(
            "preprocessing.fit",
            "must be cover, found 'stretch'",
            m -> m.withObject("/preprocessing").put("fit", "stretch")));
  }

  private static ArrayNode output(ObjectNode manifest, String name) {
    return manifest.withArray("/outputs").addObject().put("name", name).putArray("shape");
  }

  private static List<Bundle> bundles(Path root) {
    return BundleFinder.folders(root).stream()
        .map(folder -> Bundle.open(new Folder(folder), Trust.inAnyone()))
        .toList();
  }

  private static ObjectNode golden(ObjectNode manifest) {
    manifest.putObject("golden").put("image", "model.onnx");
    return manifest
        .withObject("/golden")
        .withObject("/answers")
        .putObject("model.onnx")
        .put("tolerance", 0.1);
  }

  private static Arguments mistake(String field, String rule, Consumer<ObjectNode> mistake) {
    return Arguments.of(field, rule, mistake);
  }
}
