package dev.facet.trainer.weights;

import static dev.facet.trainer.weights.OnnxFile.constant;
import static dev.facet.trainer.weights.OnnxFile.external;
import static dev.facet.trainer.weights.OnnxFile.initialiser;
import static dev.facet.trainer.weights.OnnxFile.message;
import static dev.facet.trainer.weights.OnnxFile.model;
import static dev.facet.trainer.weights.OnnxFile.node;
import static dev.facet.trainer.weights.OnnxFile.raw;
import static dev.facet.trainer.weights.OnnxFile.tensor;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.google.protobuf.ByteString;
import dev.facet.trainer.data.DataException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OnnxWeightsTest {
  private static final int FLOAT = 1;
  private static final int INT64 = 7;
  private static final int HALF = 10;
  private static final int DOUBLE = 11;
  private static final int BRAIN = 16;

  @TempDir private Path folder;

  private NamedArrays read(byte[] bytes) throws IOException {
    return OnnxWeights.read(Files.write(folder.resolve("model.onnx"), bytes));
  }

  private NamedArrays read(OnnxFile.Part... graph) throws IOException {
    return read(model(graph));
  }

  private static void assertArray(NamedArrays found, String name, List<Long> shape, float... all) {
    assertThat(found.arrays()).containsKey(name);
    assertThat(found.arrays().get(name).shape()).isEqualTo(shape);
    assertThat(found.arrays().get(name).numbers()).containsExactly(all);
  }

  @Test
  void readsInitialisersInTheirOrder() throws IOException {
    NamedArrays found =
        read(
            initialiser("b", new long[] {2, 3}, 1, 2, 3, 4, 5, 6),
            node("Gemm", "y", "x", "b", "a"),
            initialiser("a", new long[] {2}, -1, 0.5f));
    assertThat(found.arrays().keySet()).containsExactly("b", "a");
    assertArray(found, "b", List.of(2L, 3L), 1, 2, 3, 4, 5, 6);
    assertArray(found, "a", List.of(2L), -1, 0.5f);
  }

  @Test
  void readsEveryFormatOfRealNumbersAndSkipsOthers() throws IOException {
    ByteBuffer halves = ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN);
    halves.putShort(Float.floatToFloat16(1.5f)).putShort(Float.floatToFloat16(-2));
    ByteBuffer brains = ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN);
    brains.putShort((short) 0x3fc0).putShort((short) 0xc000);
    NamedArrays found =
        read(
            initialiser(
                message(
                    tensor("floats", FLOAT, 2),
                    // one by one, as old writers do
                    out -> out.writeFloat(4, 1.5f),
                    out -> out.writeFloat(4, -2))),
            initialiser(
                message(
                    tensor("packed", FLOAT, 2),
                    out ->
                        out.writeBytes(
                            4,
                            message(
                                each -> each.writeFloatNoTag(1.5f),
                                each -> each.writeFloatNoTag(-2))))),
            initialiser(
                message(
                    tensor("doubles", DOUBLE, 2),
                    out ->
                        out.writeBytes(
                            10,
                            message(
                                each -> each.writeDoubleNoTag(1.5),
                                each -> each.writeDoubleNoTag(-2))))),
            initialiser(
                message(
                    tensor("halves", HALF, 2),
                    out ->
                        out.writeBytes(
                            5,
                            message(
                                each -> each.writeInt32NoTag(0x3e00),
                                each -> each.writeInt32NoTag(0xc000))))),
            initialiser(
                message(
                    tensor("raw_halves", HALF, 2), out -> out.writeByteArray(9, halves.array()))),
            initialiser(
                message(tensor("brains", BRAIN, 2), out -> out.writeByteArray(9, brains.array()))),
            initialiser(message(tensor("count", INT64), out -> out.writeInt64(7, 3))));
    assertThat(found.arrays().keySet())
        .containsExactly("floats", "packed", "doubles", "halves", "raw_halves", "brains");
    found.arrays().keySet().forEach(name -> assertArray(found, name, List.of(2L), 1.5f, -2));
  }

  @Test
  void takesConstantsOfNormalisationsAndCopiesOfEqualArrays() throws IOException {
    ByteString ones = message(tensor("", FLOAT, 2), raw(1, 1));
    NamedArrays found =
        read(
            initialiser("bn1.running_mean", new long[] {2}, 3, 4),
            constant("bn1.weight", ones),
            constant("unrelated", ones),
            node("Identity", "bn1.bias", "bn1.running_mean"),
            node(
                "BatchNormalization", "y", "x", "bn1.weight", "bn1.bias", "bn1.running_mean", "v"));
    assertThat(found.arrays()).doesNotContainKey("unrelated");
    assertArray(found, "backbone.stem.norm.scale", List.of(2L), 1, 1);
    assertArray(found, "backbone.stem.norm.shift", List.of(2L), 3, 4);
  }

  @Test
  void readsDataBesideTheModel() throws IOException {
    Files.write(
        folder.resolve("weights.bin"), message(raw(9, 9), raw(1, 2)).substring(2).toByteArray());
    // two numbers, then the tag and the length of the second message
    NamedArrays found =
        read(
            initialiser(
                message(
                    tensor("w", FLOAT, 2),
                    external(Map.of("location", "weights.bin", "offset", "10", "length", "8")))),
            initialiser(
                message(tensor("v", FLOAT, 2), external(Map.of("location", "weights.bin")))));
    assertArray(found, "w", List.of(2L), 1, 2);
    assertArray(found, "v", List.of(2L), 9, 9);
  }

  @Test
  void dataThatIsNotBesideTheModelIsNamed() throws IOException {
    Files.write(folder.resolve("short.bin"), new byte[4]);
    assertRefused(
        Map.of("location", "weights.bin"), "keeps its weights in weights.bin, which is missing");
    assertRefused(Map.of("location", "short.bin"), "ends before array w");
    assertRefused(Map.of("location", "short.bin", "offset", "-4"), "ends before array w");
    assertRefused(
        Map.of("location", "short.bin", "offset", "9223372036854775807"), "ends before array w");
    assertRefused(Map.of("location", "short.bin", "length", "4"), "has 4 bytes in");
    assertRefused(Map.of("location", "short.bin", "offset", "x"), "offset 'x', which is no number");
    for (String outside : List.of("../secret", "/etc/hostname", "", ".", "a\0b")) {
      assertRefused(Map.of("location", outside), "which is no file in its folder");
    }
  }

  private void assertRefused(Map<String, String> entries, String why) {
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> read(initialiser(message(tensor("w", FLOAT, 2), external(entries)))))
        .withMessageContaining(why);
  }

  @Test
  void aShapeThatDoesNotFitItsNumbersIsNamed() {
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> read(initialiser("w", new long[] {3}, 1, 2)))
        .withMessageContaining("has 8 bytes for array w where its shape [3] needs 12");
    for (long[] shape : List.of(new long[] {-1}, new long[] {1L << 40, 1L << 40})) {
      assertThatExceptionOfType(DataException.class)
          .isThrownBy(() -> read(initialiser("w", shape, 1)))
          .withMessageContaining("has an array w of impossible shape");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a text that is no model", "PK\u0003\u0004\u0014\u0000"})
  void whatIsNoModelIsNamed(String text) {
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> read(text.getBytes(java.nio.charset.StandardCharsets.ISO_8859_1)))
        .withMessageEndingWith(
            "is not an ONNX model: give --init a run or a file that was exported to ONNX.");
  }

  @Test
  void aMissingFileIsNamed() {
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> OnnxWeights.read(folder.resolve("none.onnx")))
        .withMessageEndingWith("none.onnx is not a file: give --init a run or an ONNX model.");
  }

  @Test
  void aModelThatIsCutOffIsNamedWhereverTheCutIs() {
    byte[] whole = model(initialiser("w", new long[] {20}, new float[20]), node("Conv", "y", "w"));
    int graph = 12;
    for (int length = graph; length < whole.length; length++) {
      byte[] cut = Arrays.copyOf(whole, length);
      assertThatExceptionOfType(DataException.class)
          .as("%d of %d bytes", length, whole.length)
          .isThrownBy(() -> read(cut))
          .withMessageEndingWith("is cut off or damaged: fetch or export it again.");
    }
  }

  @Test
  void whateverTheBytesAreTheyAreReadOrExplained() throws IOException {
    long seed = 71;
    SplittableRandom random = new SplittableRandom(seed);
    byte[] whole =
        model(
            initialiser("w", new long[] {4}, 1, 2, 3, 4),
            constant("c", message(tensor("", FLOAT, 1), raw(1))),
            initialiser(
                message(tensor("e", FLOAT, 2), external(Map.of("location", "weights.bin")))),
            node("BatchNormalization", "y", "x", "c", "w", "w", "w"));
    int explained = 0;
    for (int i = 0; i < 3000; i++) {
      byte[] changed = whole.clone();
      for (int k = random.nextInt(1, 5); k > 0; k--) {
        changed[random.nextInt(changed.length)] = (byte) random.nextInt();
      }
      try {
        read(changed);
      } catch (DataException e) {
        explained++;
      }
    }
    assertThat(explained).as("explained (seed %d)", seed).isPositive();
  }

  @Test
  void foldedNormalisationSaysHowToExportAgain() throws IOException {
    NamedArrays folded =
        read(
            initialiser("onnx::Conv_193", new long[] {1, 1, 1, 1}, 1), node("Conv", "y", "x", "w"));
    NamedArrays kept =
        read(node("Conv", "y", "x", "w"), node("BatchNormalization", "z", "y", "a", "b", "c", "d"));
    assertThat(folded.advice())
        .startsWith("its batch normalisation is folded into the convolutions");
    assertThat(kept.advice()).isEqualTo(NamedArrays.SAME_BACKBONE);
  }
}
