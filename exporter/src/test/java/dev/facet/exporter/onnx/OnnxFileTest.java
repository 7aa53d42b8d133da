package dev.facet.exporter.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.facet.exporter.ExportException;
import dev.facet.exporter.graph.Attribute;
import dev.facet.exporter.graph.Dimension;
import dev.facet.exporter.graph.ElementType;
import dev.facet.exporter.graph.Graph;
import dev.facet.exporter.graph.Node;
import dev.facet.exporter.graph.Tensor;
import dev.facet.exporter.graph.Value;
import dev.facet.trainer.weights.NamedArrays;
import dev.facet.trainer.weights.OnnxWeights;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OnnxFileTest {
  private final OnnxModel model =
      new OnnxModel(
          "sample",
          "0.1.0",
          OnnxModel.OPSET,
          new Graph(
              List.of(
                  new Value("x", ElementType.FLOAT, List.of(Dimension.batch(), Dimension.of(4)))),
              List.of(
                  new Value(
                      "y", ElementType.FLOAT, List.of(new Dimension.Batch(2), Dimension.of(2)))),
              List.of(
                  Node.of("Elu", "elu", "x").with("alpha", Attribute.of(0.5f)),
                  Node.of("Reshape", "y", "elu", "shape").with("allowzero", Attribute.of(0L)),
                  Node.of("Pad", "unused", "x", "", "shape")
                      .with("mode", Attribute.of("edge"))
                      .with("list", new long[] {1, 2})),
              Map.of("shape", Tensor.list(-1, 2)),
              Map.of(
                  "elu",
                  new Value(
                      "elu", ElementType.FLOAT, List.of(Dimension.batch(), Dimension.of(4))))),
          new TreeMap<>(Map.of("facet.name", "sample", "facet.labels", "[\"é\"]")));

  @Test
  void readsWhatItWrote() {
    assertThat(OnnxReader.read(OnnxWriter.write(model), "sample.onnx")).isEqualTo(model);
  }

  @Test
  void writesTheSameBytesForTheSameModel() {
    assertThat(OnnxWriter.write(model)).isEqualTo(OnnxWriter.write(model));
  }

  @Test
  void theTrainerCanBeginWithTheWeightsOfAModel(@TempDir Path folder) throws IOException {
    Map<String, Tensor> weights =
        Map.of(
            "head.weight", Tensor.ofFloats(new float[] {1, -2, 3.5f, 4, 5, 6}, 2, 3),
            "shape", Tensor.list(-1, 2));
    Graph graph = new Graph(List.of(), List.of(), List.of(), weights, Map.of());
    Path file = folder.resolve("model.onnx");
    Files.write(
        file,
        OnnxWriter.write(
            new OnnxModel("weights", "0.1.0", OnnxModel.OPSET, graph, new TreeMap<>())));

    NamedArrays read = OnnxWeights.read(file);

    assertThat(read.arrays()).containsOnlyKeys("head.weight");
    assertThat(read.arrays().get("head.weight").shape()).containsExactly(2L, 3L);
    assertThat(read.arrays().get("head.weight").numbers()).containsExactly(1, -2, 3.5f, 4, 5, 6);
  }

  @Test
  void refusesWhatIsNoModel() {
    byte[] text = "not a model".getBytes(StandardCharsets.UTF_8);

    assertThatThrownBy(() -> OnnxReader.read(text, "sample.onnx"))
        .isInstanceOf(ExportException.class)
        .hasMessageStartingWith("sample.onnx is not an ONNX model");
    assertThatThrownBy(() -> OnnxReader.read(new byte[0], "sample.onnx"))
        .isInstanceOf(ExportException.class)
        .hasMessageStartingWith("sample.onnx is not an ONNX model");
  }
}
