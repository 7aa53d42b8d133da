package dev.facet.exporter.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.flatbuffers.FlatBufferBuilder;
import dev.facet.exporter.ExportException;
import dev.facet.exporter.SampleRun;
import dev.facet.exporter.Seed;
import dev.facet.trainer.run.RunDirectory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.autodiff.samediff.TrainingConfig;
import org.nd4j.graph.DType;
import org.nd4j.graph.FlatArray;
import org.nd4j.graph.FlatGraph;
import org.nd4j.graph.FlatVariable;
import org.nd4j.graph.IntPair;
import org.nd4j.graph.VarType;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;

class StoredGraphTest {
  @TempDir private static Path folder;
  private static byte[] sound;

  @BeforeAll
  static void writeARun() throws IOException {
    sound = Files.readAllBytes(new RunDirectory(SampleRun.write(folder, 5)).graph());
  }

  @Test
  void acceptsTheGraphOfARun() {
    assertThatCode(() -> StoredGraph.require(sound, "graph.sd")).doesNotThrowAnyException();
  }

  @Test
  void refusesAGraphThatEndsTooEarly() {
    for (int length = 0; length < sound.length - 8; length += 997) {
      assertThat(problem(Arrays.copyOf(sound, length))).as("%d bytes", length).isPresent();
    }
  }

  /** ND4J loads what passes: were there a hole, this would end the process. */
  @Test
  void letsNothingThroughThatNd4jCannotLoadSafely() throws IOException {
    Random random = Seed.random("StoredGraphTest");
    Path file = folder.resolve("damaged.sd");
    int passed = 0;
    for (int i = 0; i < 600; i++) {
      byte[] damaged = sound.clone();
      for (int flips = 1 + random.nextInt(3); flips > 0; flips--) {
        damaged[random.nextInt(damaged.length)] ^= (byte) (1 << random.nextInt(8));
      }
      if (problem(damaged).isEmpty()) {
        passed++;
        Files.write(file, damaged);
        load(file);
      }
    }
    assertThat(passed).as("with -D%s=%d", Seed.PROPERTY, Seed.value()).isBetween(50, 550);
  }

  private static void load(Path file) {
    try {
      assertThat(SameDiff.load(file.toFile(), false)).isNotNull();
    } catch (RuntimeException e) {
      // what Java refuses harms nobody
      assertThat(e).isNotNull();
    }
  }

  @Test
  void refusesStridesThatReachBeyondTheArray() {
    FlatArray array = firstArray(sound.clone());
    int rank = (int) array.shape(0);
    byte[] damaged = sound.clone();
    write(damaged, firstArray(damaged).shapeAsByteBuffer().position() + 8 * (rank + 1), 1L << 40);

    assertThat(problem(damaged)).get().asString().contains("has strides [1099511627776");
  }

  @Test
  void refusesAShapeThatTheNumbersDoNotFill() {
    byte[] damaged = sound.clone();
    write(damaged, firstArray(damaged).shapeAsByteBuffer().position() + 8, 1_000_000);

    assertThat(problem(damaged)).get().asString().containsPattern("variable '.*' (has|cannot|of)");
  }

  @Test
  void refusesListsThatClaimMoreThanTheFileHas() {
    byte[] damaged = sound.clone();
    int list = firstArray(damaged).bufferAsByteBuffer().position() - Integer.BYTES;
    ByteBuffer.wrap(damaged).order(ByteOrder.LITTLE_ENDIAN).putInt(list, 1 << 30);

    assertThat(problem(damaged))
        .get()
        .asString()
        .contains("with 1073741824 bytes, but the file has");
  }

  @Test
  void refusesTwoVariablesOfOneName() {
    SameDiff graph = SameDiff.create();
    graph.var("first", Nd4j.ones(2)).add("sum", graph.var("other", Nd4j.ones(2)));

    assertThat(problem(replaced(bytes(graph), "other", "first")))
        .contains("two variables are called variable 'first'");
  }

  @Test
  void refusesACircle() {
    SameDiff graph = SameDiff.create();
    graph.nn().relu("b", graph.nn().relu("a", graph.var("x", Nd4j.ones(2)), 0), 0);
    graph.getOps().values().iterator().next().setInputsToOp(List.of("b"));

    assertThat(problem(bytes(graph))).get().asString().contains("waits for itself in a circle");
  }

  @Test
  void refusesElementsThatTheExporterDoesNotKnow() {
    SameDiff graph = SameDiff.create();
    graph.constant("texts", Nd4j.create("one", "two"));

    assertThat(problem(bytes(graph)))
        .get()
        .asString()
        .contains("variable 'texts' has elements of type 50, but the exporter takes [BOOL, ");
  }

  @Test
  void refusesInputsThatNoMemoryHolds() {
    SameDiff graph = SameDiff.create();
    graph.placeHolder("images", DataType.FLOAT, -1, 1 << 15, 1 << 15);

    assertThat(problem(bytes(graph)))
        .contains("variable 'images' cannot be fed with the shape [-1, 32768, 32768]");
  }

  @Test
  void takesOutTheStateOfATraining() {
    SameDiff graph = SameDiff.create();
    SDVariable x = graph.placeHolder("x", DataType.FLOAT, -1, 2);
    SDVariable y = graph.placeHolder("y", DataType.FLOAT, -1, 1);
    SDVariable w = graph.var("w", Nd4j.ones(DataType.FLOAT, 2, 1));
    graph.loss().meanSquaredError("loss", y, x.mmul(w), null);
    graph.setTrainingConfig(
        TrainingConfig.builder()
            .updater(new Adam(0.1))
            .dataSetFeatureMapping("x")
            .dataSetLabelMapping("y")
            .build());
    graph.fit(new DataSet(Nd4j.ones(DataType.FLOAT, 3, 2), Nd4j.ones(DataType.FLOAT, 3, 1)));
    byte[] trained = bytes(graph);

    byte[] clean = StoredGraph.withoutTraining(trained, "graph.sd");

    assertThat(problem(trained))
        .contains("it has the state of a training, which no inference graph has");
    assertThat(problem(clean)).isEmpty();
    assertThat(StoredGraph.withoutTraining(clean, "graph.sd")).isSameAs(clean);
    FlatGraph stored = FlatGraph.getRootAsFlatGraph(little(clean));
    assertThat(stored.trainingConfig()).isNull();
    assertThat(stored.updaterStateLength()).isZero();
    assertThat(stored.variablesLength())
        .isEqualTo(FlatGraph.getRootAsFlatGraph(little(trained)).variablesLength());
  }

  @Test
  void acceptsAnArrayWhoseAxesWereExchanged() {
    SameDiff graph = SameDiff.create();
    graph.constant(
        "exchanged", Nd4j.arange(24).castTo(DataType.FLOAT).reshape(2, 3, 4).permute(0, 2, 1));
    graph.constant("column", Nd4j.arange(24).castTo(DataType.FLOAT).reshape(4, 6).getColumn(2));

    assertThat(problem(bytes(graph))).isEmpty();
  }

  /** A thousand variables share one list of 50,000 sizes: short to write, long to read. */
  @Test
  void refusesAFileWhosePartsPointToTheSameAgainAndAgain() {
    FlatBufferBuilder builder = new FlatBufferBuilder();
    int shape = FlatVariable.createShapeVector(builder, new long[50_000]);
    int[] variables = new int[1000];
    for (int i = 0; i < variables.length; i++) {
      int name = builder.createString("v" + i);
      int id = IntPair.createIntPair(builder, i, 0);
      FlatVariable.startFlatVariable(builder);
      FlatVariable.addId(builder, id);
      FlatVariable.addName(builder, name);
      FlatVariable.addDtype(builder, DType.FLOAT);
      FlatVariable.addShape(builder, shape);
      FlatVariable.addVariabletype(builder, VarType.ARRAY);
      variables[i] = FlatVariable.endFlatVariable(builder);
    }
    int list = FlatGraph.createVariablesVector(builder, variables);
    FlatGraph.startFlatGraph(builder);
    FlatGraph.addVariables(builder, list);
    builder.finish(FlatGraph.endFlatGraph(builder));

    assertThat(problem(builder.sizedByteArray()))
        .contains("its parts point to each other again and again");
  }

  @Test
  void saysWhereAndWhatToDo() {
    assertThatThrownBy(() -> StoredGraph.require(new byte[0], "runs/pse/graph.sd"))
        .isInstanceOf(ExportException.class)
        .hasMessage(
            "runs/pse/graph.sd does not hold a SameDiff graph, or it is damaged: the root would lie at"
                + " byte 0 with 4 bytes, but the file has 0; restore it, or fit the network again.");
  }

  /** What is wrong, without the beginning and the end of the sentence. */
  private static Optional<String> problem(byte[] content) {
    try {
      StoredGraph.require(content, "graph.sd");
      return Optional.empty();
    } catch (ExportException e) {
      String message = e.getMessage();
      return Optional.of(
          message.substring(message.indexOf("damaged: ") + 9, message.lastIndexOf("; restore it")));
    }
  }

  private static FlatArray firstArray(byte[] content) {
    FlatGraph graph = FlatGraph.getRootAsFlatGraph(little(content));
    for (int i = 0; i < graph.variablesLength(); i++) {
      FlatArray array = graph.variables(i).ndarray();
      if (array != null && array.shape(0) == 4) {
        return array;
      }
    }
    throw new AssertionError("the network has no convolution");
  }

  private static void write(byte[] content, int place, long value) {
    little(content).putLong(place, value);
  }

  private static ByteBuffer little(byte[] content) {
    return ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static byte[] bytes(SameDiff graph) {
    Path file = folder.resolve("made.sd");
    try {
      graph.save(file.toFile(), true);
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] replaced(byte[] content, String from, String to) {
    return new String(content, StandardCharsets.ISO_8859_1)
        .replace(from, to)
        .getBytes(StandardCharsets.ISO_8859_1);
  }
}
