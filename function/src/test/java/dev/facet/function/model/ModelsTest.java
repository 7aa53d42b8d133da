package dev.facet.function.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.offset;

import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.facet.function.bundle.BundleException;
import dev.facet.function.bundle.Manifest;
import dev.facet.function.config.Configured;
import dev.facet.function.fixture.FixtureBundle;
import dev.facet.function.problem.ProblemException;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ModelsTest {
  @TempDir Path root;
  private Models models;

  @AfterEach
  void close() {
    if (models != null) {
      models.close();
    }
  }

  @Test
  void servesTheHighestVersionUnderTheNameAlone() throws IOException {
    for (String version : new String[] {"1.9.0", "1.10.0", "1.10.0-rc1"}) {
      FixtureBundle.meanColour("colours", version).write(root);
    }
    models = load(Map.of());

    assertThat(models.preferred().manifest().version()).isEqualTo("1.10.0");
    assertThat(models.named("colours").manifest().version()).isEqualTo("1.10.0");
    assertThat(models.named("colours@1.9.0").manifest().version()).isEqualTo("1.9.0");
    assertThat(models.all()).hasSize(3);
  }

  @Test
  void servesTheFormOfTheConfiguredPrecision() throws IOException {
    FixtureBundle bundle = FixtureBundle.meanColour("colours", "1.0.0");
    bundle.addForm("model-int8.onnx", "cpu", "int8");
    Path folder = bundle.write(root);
    for (String[] form : new String[][] {{"float32", "model.onnx"}, {"int8", "model-int8.onnx"}}) {
      models = load(Map.of("facet.precision", form[0]));

      assertThat(models.preferred().sha256())
          .isEqualTo(FixtureBundle.sha256(Files.readAllBytes(folder.resolve(form[1]))));
      models.close();
    }
  }

  @Test
  void servesAModelWithItsWeightsInASecondFile() throws IOException {
    FixtureBundle.meanColourInTwoFiles("colours", "1.0.0").write(root);
    models = load(Map.of());
    ServedModel model = models.preferred();

    float expected = (float) FixtureBundle.probability(64);
    assertThat(probabilities(model, 64))
        .containsExactly(new float[] {expected, expected, expected}, offset(1e-6f));
  }

  private static float[] probabilities(ServedModel model, int grey) {
    try (Runner runner = model.runner(1)) {
      while (runner.input().hasRemaining()) {
        runner.input().put((byte) grey);
      }
      FloatBuffer values =
          runner.run(1, Set.of(Manifest.PROBABILITIES)).get(Manifest.PROBABILITIES);
      float[] row = new float[values.remaining()];
      values.get(row);
      return row;
    }
  }

  @Test
  void servesOnlySignedBundlesWhenAKeyIsConfigured() throws Exception {
    FixtureBundle.meanColour("colours", "1.0.0").write(root);
    String key =
        Base64.getEncoder()
            .encodeToString(
                KeyPairGenerator.getInstance("Ed25519").generateKeyPair().getPublic().getEncoded());
    Path file =
        Files.writeString(
            root.resolve("key.pem"),
            "-----BEGIN PUBLIC KEY-----\n" + key + "\n-----END PUBLIC KEY-----\n");

    assertThatThrownBy(() -> load(Map.of("facet.signature-key", file.toString())))
        .isInstanceOf(BundleException.class)
        .hasMessageContaining("manifest.sig cannot be read");
  }

  @Test
  void asksForADefaultWhenThereAreSeveralModels() throws IOException {
    FixtureBundle.meanColour("colours", "1.0.0").write(root);
    FixtureBundle.meanColour("shades", "1.0.0").write(root);

    assertThatThrownBy(() -> load(Map.of()))
        .isInstanceOf(BundleException.class)
        .hasMessageContaining("facet.model")
        .hasMessageContaining("colours, shades");
    models = load(Map.of("facet.model", "shades"));
    assertThat(models.preferred().manifest().name()).isEqualTo("shades");
  }

  @Test
  void refusesADefaultThatIsNotThere() throws IOException {
    FixtureBundle.meanColour("colours", "1.0.0").write(root);

    assertThatThrownBy(() -> load(Map.of("facet.model", "faces")))
        .isInstanceOf(BundleException.class)
        .hasMessageContaining("'faces'")
        .hasMessageContaining("colours");
  }

  @Test
  void refusesTheSameModelTwice() throws IOException {
    FixtureBundle.meanColour("colours", "1.0.0").writeInto(root.resolve("a").resolve("1"));
    FixtureBundle.meanColour("colours", "1.0.0").writeInto(root.resolve("b").resolve("1"));

    assertThatThrownBy(() -> load(Map.of()))
        .isInstanceOf(BundleException.class)
        .hasMessageContaining("colours@1.0.0 twice");
  }

  @Test
  void refusesAModelWhoseInputIsNotTheOneOfItsManifest() throws IOException {
    FixtureBundle bundle = FixtureBundle.meanColour("colours", "1.0.0");
    ((ArrayNode) bundle.manifest().at("/inputs/0/shape")).set(1, 20);
    bundle.write(root);

    assertThatThrownBy(() -> load(Map.of()))
        .isInstanceOf(BundleException.class)
        .hasMessageContaining("input 'images'")
        .hasMessageContaining("[-1, 20, 12, 3]")
        .hasMessageContaining("[-1, 16, 12, 3]");
  }

  @Test
  void servesAModelThatAnswersItsGoldenImageAsAtItsExport() throws IOException {
    FixtureBundle.meanColour("colours", "1.0.0")
        .withGolden(150, FixtureBundle.probability(150) + 0.0009)
        .write(root);
    models = load(Map.of());

    assertThat(models.preferred().manifest().golden()).isPresent();
  }

  @ParameterizedTest
  @ValueSource(strings = {"float32", "int8"})
  void everyFormOfTheShippedModelAnswersItsGoldenImageAsAtItsExport(String form) {
    models =
        new Models(Configured.with(Map.of("facet.precision", form)), new SimpleMeterRegistry());

    assertThat(models.preferred().manifest().golden()).isPresent();
  }

  @Test
  void refusesAModelThatAnswersItsGoldenImageOtherwise() throws IOException {
    FixtureBundle.meanColour("colours", "1.0.0")
        .withGolden(150, FixtureBundle.probability(150) + 0.0011)
        .write(root);

    assertThatThrownBy(() -> load(Map.of()))
        .isInstanceOf(BundleException.class)
        .hasMessageContainingAll("model.onnx", "golden image", "probabilities[0]", "within 0.001");
  }

  @Test
  void refusesAnOutputWhoseSizeNobodyKnows() throws IOException {
    FixtureBundle bundle = FixtureBundle.meanColour("colours", "1.0.0");
    bundle
        .manifest()
        .withArray("/outputs")
        .addObject()
        .put("name", "other")
        .putArray("shape")
        .add("N")
        .add("M");
    bundle.write(root);

    assertThatThrownBy(() -> load(Map.of()))
        .isInstanceOf(BundleException.class)
        .hasMessageContaining("the output 'other' must have a shape");
  }

  @Test
  void refusesAModelWithoutAnOutputOfItsManifest() throws IOException {
    FixtureBundle bundle = FixtureBundle.meanColour("colours", "1.0.0");
    ((ArrayNode) bundle.manifest().get("outputs"))
        .addObject()
        .put("name", "levels")
        .putArray("shape")
        .add("N")
        .add(3);
    bundle.write(root);

    assertThatThrownBy(() -> load(Map.of()))
        .isInstanceOf(BundleException.class)
        .hasMessageContaining("output 'levels'")
        .hasMessageContaining("nothing of that name");
  }

  @Test
  void refusesAFileThatIsNoModel() throws IOException {
    Path folder = FixtureBundle.meanColour("colours", "1.0.0").write(root);
    byte[] noModel = "no model".getBytes(java.nio.charset.StandardCharsets.UTF_8);
    String before = FixtureBundle.sha256(Files.readAllBytes(folder.resolve("model.onnx")));
    Files.write(folder.resolve("model.onnx"), noModel);
    Path manifest = folder.resolve("manifest.json");
    Files.writeString(
        manifest, Files.readString(manifest).replace(before, FixtureBundle.sha256(noModel)));

    assertThatThrownBy(() -> load(Map.of()))
        .isInstanceOf(BundleException.class)
        .hasMessageContaining("does not run on this ONNX Runtime");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "../../etc",
        "../../etc/passwd",
        "colours/1.0.0",
        "colours%2F1.0.0",
        "..%2f..%2fetc",
        "",
        ".",
        "colours@",
        "@1.0.0",
        "colours@2.0.0",
        "colours@1.0.0/",
        "COLOURS",
        "\u0000"
      })
  void knowsOnlyNamesOfModels(String name) throws IOException {
    FixtureBundle.meanColour("colours", "1.0.0").write(root);
    models = load(Map.of());

    assertThatThrownBy(() -> models.named(name))
        .isInstanceOf(ProblemException.class)
        .hasMessageStartingWith("No model is called '");
  }

  @Test
  void saysThatItHasNoGpuAndAnswersNobody() throws IOException {
    FixtureBundle.meanColour("colours", "1.0.0").write(root);
    models = load(Map.of("facet.device", "cuda"));

    assertThat(models.all()).isEmpty();
    assertThat(models.device()).isEqualTo("none");
    assertThat(models.reason())
        .hasValueSatisfying(
            why -> assertThat(why).contains("facet.device is cuda").contains("cannot be used"));
    assertThatThrownBy(() -> models.lease(Optional.of("colours")))
        .isInstanceOf(ProblemException.class)
        .hasMessageContaining("no model to answer with: the device");
  }

  @Test
  void tellsAllMistakesOfAFolderThatIsNotWatched() throws IOException {
    for (String version : new String[] {"1.0.0", "1.1.0"}) {
      Path folder = FixtureBundle.meanColour("colours", version).write(root);
      Files.writeString(folder.resolve("model-card.cdx.json"), version);
    }
    FixtureBundle.meanColour("colours", "1.2.0").write(root);

    assertThatThrownBy(() -> load(Map.of()))
        .isInstanceOf(BundleException.class)
        .hasMessageContaining("colours/1.0.0/model-card.cdx.json")
        .hasMessageContaining("colours/1.1.0/model-card.cdx.json");
  }

  @Test
  void saysWhereABundleWasExpectedWhenThereIsNone() {
    assertThatThrownBy(() -> load(Map.of()))
        .isInstanceOf(BundleException.class)
        .hasMessageContaining(root.toString())
        .hasMessageContaining("manifest.json");
  }

  @Test
  void sendsEverybodyAwayWhenItIsClosed() throws IOException {
    FixtureBundle.meanColour("colours", "1.0.0").write(root);
    models = load(Map.of());
    models.close();

    assertThatThrownBy(() -> models.lease(Optional.empty()))
        .isInstanceOf(ProblemException.class)
        .hasMessageContaining("stopping");
  }

  private Models load(Map<String, String> keys) {
    Map<String, String> all = new HashMap<>(keys);
    all.put("facet.bundles", root.toString());
    return new Models(Configured.with(all), new SimpleMeterRegistry());
  }
}
