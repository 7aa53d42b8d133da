package dev.facet.exporter.quantize;

import dev.facet.exporter.graph.Graph;
import dev.facet.exporter.graph.Node;
import dev.facet.exporter.graph.Tensor;
import dev.facet.exporter.graph.Value;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The operators of a graph that multiply with constant weights, and so could compute on integers.
 */
final class Layers {
  private Layers() {}

  /**
   * Convolutions and matrix products whose weights and bias are constants. Not {@code Gemm}: ONNX
   * Runtime 1.29 leaves it on floats and dequantizes its weights in every call.
   */
  static List<Node> of(Graph graph) {
    return graph.nodes().stream().filter(node -> isLayer(node, graph)).toList();
  }

  private static boolean isLayer(Node node, Graph graph) {
    if (!node.is("Conv") && !node.is("MatMul")) {
      return false;
    }
    List<String> inputs = node.inputs();
    Optional<Tensor> weights = Optional.ofNullable(graph.constants().get(inputs.get(1)));
    boolean biased =
        inputs.size() < 3
            || Optional.ofNullable(graph.constants().get(inputs.get(2)))
                .filter(bias -> bias.rank() == 1)
                .isPresent();
    boolean computed = !graph.constants().containsKey(inputs.getFirst());
    return computed
        && biased
        && weights.filter(each -> node.is("Conv") || each.rank() == 2).isPresent();
  }

  /** The axis of a layer's weights that has an entry for each of its outputs. */
  static int outputAxis(Node layer) {
    return layer.is("Conv") ? 0 : 1;
  }

  /**
   * Multiplications for one face.
   *
   * @throws IllegalArgumentException if the shape of the layer's output is not known
   */
  static long multiplications(Node layer, Graph graph) {
    Value output =
        graph
            .value(layer.output())
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "the shape of %s must be known, found none".formatted(layer.output())));
    Tensor weights = graph.constants().get(layer.inputs().get(1));
    long outputs = Arrays.stream(output.shapeAt(1)).reduce(1, Math::multiplyExact);
    return outputs * (weights.elements() / weights.shape()[outputAxis(layer)]);
  }
}
