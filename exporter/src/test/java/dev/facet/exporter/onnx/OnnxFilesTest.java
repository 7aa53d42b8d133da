package dev.facet.exporter.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.facet.exporter.ExportException;
import dev.facet.exporter.Graphs;
import dev.facet.exporter.graph.Graph;
import dev.facet.exporter.graph.Node;
import dev.facet.exporter.graph.Tensor;
import dev.facet.exporter.runtime.OrtModel;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Weights that do not fit into one file; here already from 4,000 bytes on. */
class OnnxFilesTest {
  private static final long SEED = 91;
  private static final long MOST = 4000;

  @TempDir private Path folder;
  private final Random random = new Random(SEED);
  private final Tensor input = Graphs.normal(random, 3, 20);
  private final Graph graph =
      Graphs.over(
          List.of("y"),
          new long[] {20},
          Map.of(
              "first", Graphs.normal(random, 20, 30),
              "bias", Graphs.normal(random, 30),
              "second", Graphs.normal(random, 30, 40)),
          Node.of("MatMul", "hidden", "x", "first"),
          Node.of("Add", "biased", "hidden", "bias"),
          Node.of("MatMul", "y", "biased", "second"));
  private final OnnxFiles files =
      OnnxWriter.write(OnnxModel.of("large", graph), "model.onnx.data", MOST);
  private Path model;

  @BeforeEach
  void writeBoth() throws IOException {
    model = Files.write(folder.resolve("model.onnx"), files.model());
    try (OutputStream data = Files.newOutputStream(folder.resolve("model.onnx.data"))) {
      files.writeData(data);
    }
  }

  @Test
  void largeWeightsAreInTheSecondFileAtTheStartOfPages() throws IOException {
    assertThat(files.apart().keySet()).containsExactlyInAnyOrder("first", "second");
    assertThat(files.model().length).isLessThan(2000);
    assertThat(Files.size(folder.resolve("model.onnx.data"))).isEqualTo(2 * 4096 + 4096);
    assertThat(OnnxReader.read(model).graph().constants()).isEqualTo(graph.constants());
    assertThat(OnnxReader.read(model).graph().nodes()).isEqualTo(graph.nodes());
  }

  @Test
  void theRuntimeFindsThemInMemoryAndOnDisk() {
    Tensor expected = Graphs.run(graph, Map.of("x", input)).get("y");

    try (OrtModel inMemory = OrtModel.load(files);
        OrtModel onDisk = OrtModel.load(model, 1)) {
      assertThat(inMemory.run(Map.of("x", input)).get("y")).isEqualTo(expected);
      assertThat(onDisk.run(Map.of("x", input)).get("y")).isEqualTo(expected);
    }
  }

  @Test
  void aModelWhoseWeightsFitIsOneFile() {
    OnnxFiles one = OnnxWriter.write(OnnxModel.of("large", graph), "unused", 100_000);

    assertThat(one.apart()).isEmpty();
    assertThat(one.model()).isEqualTo(OnnxWriter.write(OnnxModel.of("large", graph)));
  }

  @Test
  void saysWhichWeightIsMissing() throws IOException {
    byte[] data = Files.readAllBytes(folder.resolve("model.onnx.data"));
    Files.write(folder.resolve("model.onnx.data"), Arrays.copyOf(data, 5000));
    assertThatThrownBy(() -> OnnxReader.read(model))
        .isInstanceOf(ExportException.class)
        .hasMessageContaining("but the file has 5000");

    Files.delete(folder.resolve("model.onnx.data"));
    assertThatThrownBy(() -> OnnxReader.read(model))
        .isInstanceOf(ExportException.class)
        .hasMessageContaining("in the file 'model.onnx.data', which must be beside the model");
  }

  @Test
  void readsFromNoOtherFolder() throws IOException {
    for (String place : new String[] {"../model.onnx.x", "/model.onnx.daa", ".model.onnx.dat"}) {
      byte[] changed =
          new String(files.model(), StandardCharsets.ISO_8859_1)
              .replace("model.onnx.data", place)
              .getBytes(StandardCharsets.ISO_8859_1);
      Files.write(model, changed);

      assertThatThrownBy(() -> OnnxReader.read(model))
          .isInstanceOf(ExportException.class)
          .hasMessageContaining("in the file '" + place + "', which must be beside the model");
    }
  }
}
