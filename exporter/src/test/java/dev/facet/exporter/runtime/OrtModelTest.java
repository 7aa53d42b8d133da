package dev.facet.exporter.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.facet.exporter.ExportException;
import dev.facet.exporter.graph.Node;
import dev.facet.exporter.graph.Tensor;
import dev.facet.exporter.onnx.OnnxWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OrtModelTest {
  @Test
  void carriesEveryTypeOverTheBorderAndBack() {
    Map<String, Tensor> tensors =
        Map.of(
            "floats", Tensor.ofFloats(new float[] {1.5f, -2}, 2),
            "longs", Tensor.list(Long.MAX_VALUE, -1),
            "ints", Tensor.ofInts(new int[] {7, -7}, 1, 2),
            "bytes", Tensor.ofBytes(new byte[] {0, (byte) 255}, 2, 1));
    List<Node> nodes =
        tensors.keySet().stream().map(name -> Node.of("Identity", name + ".copy", name)).toList();
    List<String> outputs = nodes.stream().map(Node::output).toList();

    try (OrtModel model =
        OrtModel.load(OnnxWriter.writeCalculation(List.of(), nodes, tensors, outputs))) {
      Map<String, Tensor> copies = model.run(Map.of());
      tensors.forEach((name, tensor) -> assertThat(copies).containsEntry(name + ".copy", tensor));
    }
  }

  @Test
  void saysWhyAModelIsRefused() {
    byte[] text = "not a model".getBytes(StandardCharsets.UTF_8);

    assertThatThrownBy(() -> OrtModel.load(text))
        .isInstanceOf(ExportException.class)
        .hasMessageStartingWith("ONNX Runtime refuses the model: ");
  }
}
