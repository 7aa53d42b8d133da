package dev.facet.exporter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.facet.exporter.Digest;
import dev.facet.exporter.SampleRun;
import dev.facet.exporter.Seed;
import dev.facet.trainer.run.RunDirectory;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.graph.FlatGraph;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ops.impl.layers.convolution.config.Conv2DConfig;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Every file that a command reads, damaged in every way: one sentence and exit status 1, whatever
 * the file says.
 */
class DamagedFilesTest {
  private static final int ATTEMPTS = 60;

  @TempDir private static Path folder;
  private static Path run;
  private static Path bundle;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private Path damaged;
  private byte[] before;

  @BeforeAll
  static void writeARunAndItsBundle() {
    run = SampleRun.write(folder, 11);
    SampleRun.writeEvaluation(run);
    bundle = folder.resolve("bundles/discs/1");
    assertThat(new DamagedFilesTest().export()).isZero();
  }

  @AfterEach
  void mend() throws IOException {
    if (damaged != null) {
      restore();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"graph.sd", "run.json", "recipe.yaml", "evaluation-test.json"})
  void refusesARunWithAFileThatIsEmptyOrAFolder(String name) throws IOException {
    damage(run.resolve(name), new byte[0]);
    assertRefused(export());

    Files.delete(damaged);
    Files.createDirectory(damaged);
    if (name.startsWith("evaluation")) {
      assertThat(export()).as("a run without metrics can be exported").isZero();
    } else {
      assertRefused(export());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"run.json", "recipe.yaml", "evaluation-test.json"})
  void refusesARunWithATextThatEndsTooEarly(String name) throws IOException {
    byte[] whole = Files.readAllBytes(run.resolve(name));
    for (int part = 1; part < 5; part++) {
      damage(run.resolve(name), Arrays.copyOf(whole, whole.length * part / 5));
      assertRefused(export());
      restore();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"run.json", "recipe.yaml", "evaluation-test.json"})
  void refusesARunWithATextOfAnotherKind(String name) throws IOException {
    for (String text :
        List.of("null", "[]", "7", "\"x\"", "\0", "[".repeat(50_000), "{\"a\":".repeat(50_000))) {
      damage(run.resolve(name), text.getBytes(StandardCharsets.UTF_8));
      assertRefused(export());
      restore();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"null", "[]", "", "{}", "{\"epochs\": 3}", "{\"epochs\": ["})
  void refusesDamagedMetricsOfATraining(String text) throws IOException {
    damage(run.resolve("evaluation-test.json"), new byte[0]);
    Files.delete(damaged);
    Path metrics = run.resolve("metrics.json");
    Files.writeString(metrics, text);
    try {
      assertRefused(export());
      assertThat(err.toString()).contains("metrics.json");
    } finally {
      Files.delete(metrics);
      Files.createFile(damaged);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"null", "[]", "7", "", "{}", "{\"format\": \"facet-bundle/1\"}"})
  void refusesABundleWithAnotherManifest(String text) throws IOException {
    damage(bundle.resolve("manifest.json"), text.getBytes(StandardCharsets.UTF_8));

    assertRefused(verify());
    assertRefused(inspect());
  }

  @Test
  void refusesAManifestThatLeadsElsewhere() throws IOException {
    String manifest = Files.readString(bundle.resolve("manifest.json"));
    for (String name : List.of("../../../secret", "/etc/passwd", "model\\u0000.onnx", ".", "")) {
      damage(
          bundle.resolve("manifest.json"),
          manifest.replace("model-card.cdx.json", name).getBytes(StandardCharsets.UTF_8));
      assertRefused(verify());
      assertThat(err.toString()).contains("which is not one of a bundle");
      restore();
    }
  }

  @Test
  void refusesAManifestOfAGigabyte() throws IOException {
    damage(bundle.resolve("manifest.json"), new byte[(16 << 20) + 1]);

    assertRefused(inspect());
    assertThat(err.toString()).contains("but no manifest has more than");
  }

  @Test
  void refusesAModelThatEndsTooEarly() throws IOException {
    byte[] whole = Files.readAllBytes(bundle.resolve("model.onnx"));
    for (int length = 0; length < whole.length; length += whole.length / 30) {
      damageModel(Arrays.copyOf(whole, length));
      assertRefused(verify());
      assertRefused(inspect());
      restore();
    }
  }

  @Test
  void survivesAnyBitOfAModel() throws IOException {
    byte[] whole = Files.readAllBytes(bundle.resolve("model.onnx"));
    Random random = Seed.random("survivesAnyBitOfAModel");
    int refused = 0;
    for (int i = 0; i < 5 * ATTEMPTS; i++) {
      byte[] flipped = whole.clone();
      // structure comes first, weights follow
      flipped[random.nextInt(i % 2 == 0 ? 8_000 : whole.length)] ^= (byte) (1 << random.nextInt(8));
      damageModel(flipped);
      int status = inspect();
      if (status != 0) {
        assertRefused(status);
        refused++;
      }
      restore();
    }
    assertThat(refused).as("with -D%s=%d", Seed.PROPERTY, Seed.value()).isBetween(20, 200);
  }

  @Test
  void survivesAnyBitOfAGraph() throws IOException {
    byte[] whole = Files.readAllBytes(run.resolve("graph.sd"));
    Random random = Seed.random("survivesAnyBitOfAGraph");
    int refused = 0;
    for (int i = 0; i < ATTEMPTS; i++) {
      byte[] flipped = whole.clone();
      for (int flips = 0; flips < 40; flips++) {
        flipped[random.nextInt(whole.length)] ^= (byte) (1 << random.nextInt(8));
      }
      damage(run.resolve("graph.sd"), flipped);
      int status = export();
      if (status != 0) {
        assertRefused(status);
        refused++;
      }
      restore();
    }
    assertThat(refused).as("with -D%s=%d", Seed.PROPERTY, Seed.value()).isGreaterThan(ATTEMPTS / 2);
  }

  @Test
  void survivesAStrideOnWhichNd4jDivides() throws IOException {
    byte[] whole = Files.readAllBytes(run.resolve("graph.sd"));
    FlatGraph graph = FlatGraph.getRootAsFlatGraph(ByteBuffer.wrap(whole));
    int strides = -1;
    for (int i = 0; i < graph.nodesLength() && strides < 0; i++) {
      if (graph.nodes(i).opName().equals("conv2d")) {
        strides = graph.nodes(i).extraIntegerAsByteBuffer().position() + 2 * Long.BYTES;
      }
    }
    ByteBuffer.wrap(whole).order(ByteOrder.LITTLE_ENDIAN).putLong(strides, 0);
    damage(run.resolve("graph.sd"), whole);

    assertRefused(export());
    assertThat(err.toString()).contains("cannot be run, ND4J broke down on it");
    assertRefused(runs("inspect", "--model=" + bundle, "--run=" + run, "--images=0"));
  }

  @Test
  void refusesACircle() throws IOException {
    SameDiff graph = SameDiff.create();
    SDVariable images = graph.placeHolder("images", DataType.FLOAT, -1, 3, 52, 44);
    SDVariable first = graph.nn().relu("first", images, 0);
    graph.nn().relu("probabilities", first, 0);
    graph.getOps().values().iterator().next().setInputsToOp(List.of("probabilities"));

    assertRefused(exportOf(graph));
    assertThat(err.toString()).contains("waits for itself in a circle");
  }

  @Test
  void refusesWeightsThatDoNotFitTheirOperator() throws IOException {
    SameDiff graph = SameDiff.create();
    SDVariable images = graph.placeHolder("images", DataType.FLOAT, -1, 3, 52, 44);
    SDVariable weight = graph.var("weight", Nd4j.ones(DataType.FLOAT, 3, 3, 5, 8));
    graph
        .cnn()
        .conv2d(
            "probabilities",
            images,
            weight,
            Conv2DConfig.builder().kH(3).kW(3).sH(1).sW(1).build());

    assertRefused(exportOf(graph));
    assertThat(err.toString()).contains("does not run with a batch of 2");
  }

  @Test
  void showsNoControlCharactersOfAFile() throws IOException {
    SameDiff graph = SameDiff.create();
    SDVariable images = graph.placeHolder("images", DataType.FLOAT, -1, 3, 52, 44);
    SDVariable evil = graph.math().clipByAvgNorm("evil\u001b[2J\nsecond line", images, 1);
    graph.nn().relu("probabilities", evil, 0);

    assertRefused(exportOf(graph));
    assertThat(err.toString()).contains("(evil\\u001b[2J second line)");
  }

  private int exportOf(SameDiff graph) throws IOException {
    Path made = folder.resolve("made.sd");
    graph.save(made.toFile(), false);
    damage(new RunDirectory(run).graph(), Files.readAllBytes(made));
    return export();
  }

  private void damage(Path file, byte[] content) throws IOException {
    before = Files.readAllBytes(file);
    damaged = file;
    Files.write(file, content);
  }

  /** Damages the model so that the manifest still agrees with it. */
  private void damageModel(byte[] content) throws IOException {
    byte[] model = Files.readAllBytes(bundle.resolve("model.onnx"));
    Path manifest = bundle.resolve("manifest.json");
    String text = Files.readString(manifest);
    damage(
        manifest,
        text.replace(Digest.sha256(model), Digest.sha256(content))
            .replace("\"bytes\": " + model.length, "\"bytes\": " + content.length)
            .getBytes(StandardCharsets.UTF_8));
    Files.write(folder.resolve("model.saved"), model);
    Files.write(bundle.resolve("model.onnx"), content);
  }

  private void restore() throws IOException {
    Files.delete(damaged);
    Files.write(damaged, before);
    Path model = folder.resolve("model.saved");
    if (Files.exists(model)) {
      Files.write(bundle.resolve("model.onnx"), Files.readAllBytes(model));
      Files.delete(model);
    }
    damaged = null;
  }

  private int export() {
    return runs(
        "export",
        "--run=" + run,
        "--out=" + folder.resolve(damaged == null ? "bundles" : "others"),
        "--name=discs",
        "--version=1",
        "--force");
  }

  private int verify() {
    return runs("verify", "--bundle=" + bundle, "--run=" + run, "--images=2");
  }

  private int inspect() {
    return runs("inspect", "--model=" + bundle, "--images=0");
  }

  private int runs(String... arguments) {
    err.getBuffer().setLength(0);
    return Main.run(new PrintWriter(out, true), new PrintWriter(err, true), arguments);
  }

  private void assertRefused(int status) {
    assertThat(status).as(err.toString()).isEqualTo(1);
    assertThat(err.toString())
        .hasLineCount(1)
        .startsWith("facet-exporter: ")
        .doesNotContain("unexpected java", "Exception", "\tat ");
    assertThat(err.toString().strip().chars().filter(Character::isISOControl)).isEmpty();
  }
}
