package dev.facet.exporter.check;

import dev.facet.exporter.Graphs;
import dev.facet.exporter.Seed;
import dev.facet.exporter.graph.Attribute;
import dev.facet.exporter.graph.Dimension;
import dev.facet.exporter.graph.ElementType;
import dev.facet.exporter.graph.Graph;
import dev.facet.exporter.graph.Node;
import dev.facet.exporter.graph.Tensor;
import dev.facet.exporter.graph.Value;
import dev.facet.exporter.onnx.OnnxModel;
import dev.facet.exporter.onnx.OnnxWriter;
import dev.facet.exporter.runtime.TemporaryFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.UnaryOperator;

/** A convolutional network from bytes to probabilities, for others to judge, as is or spoilt. */
final class SmallNet {
  static final String INPUT = "images";
  static final String OUTPUT = "probabilities";

  private static final Dimension N = Dimension.batch();

  private SmallNet() {}

  /** The network as it should be. */
  static Graph sound() {
    Random random = Seed.random("SmallNet");
    Map<String, Tensor> constants = new LinkedHashMap<>();
    constants.put("kernel", Graphs.normal(random, 16, 3, 3, 3));
    constants.put("bias", Graphs.normal(random, 16));
    constants.put("axes", Tensor.list(2, 3));
    constants.put("weights", Graphs.normal(random, 16, 5));
    constants.put("scale", Tensor.scalar(1 / 255f));
    return new Graph(
        List.of(value(INPUT, ElementType.UINT8, N, of(11), of(9), of(3))),
        List.of(value(OUTPUT, ElementType.FLOAT, N, of(5))),
        List.of(
            Node.of("Transpose", "planes", INPUT).with("perm", new long[] {0, 3, 1, 2}),
            Node.of("Cast", "floats", "planes")
                .with("to", Attribute.of(ElementType.FLOAT.onnxCode())),
            Node.of("Mul", "scaled", "floats", "scale"),
            Node.of("Conv", "conv", "scaled", "kernel", "bias")
                .with("strides", new long[] {2, 2})
                .with("pads", new long[] {1, 1, 1, 1}),
            Node.of("Relu", "relu", "conv"),
            Node.of("MaxPool", "pool", "relu")
                .with("kernel_shape", new long[] {2, 2})
                .with("strides", new long[] {2, 2}),
            Node.of("ReduceMean", "mean", "pool", "axes").with("keepdims", Attribute.of(0L)),
            Node.of("MatMul", "logits", "mean", "weights"),
            Node.of("Sigmoid", OUTPUT, "logits")),
        constants,
        known(value("conv", ElementType.FLOAT, N, of(16), of(6), of(5))));
  }

  /** Another node in the place of the one with the same name. */
  static Graph with(String name, UnaryOperator<Node> change) {
    Graph graph = sound();
    List<Node> nodes = new ArrayList<>(graph.nodes());
    nodes.replaceAll(node -> node.name().equals(name) ? change.apply(node) : node);
    return new Graph(graph.inputs(), graph.outputs(), nodes, graph.constants(), graph.known());
  }

  /** Another statement about the map after the convolution. */
  static Graph stating(ElementType type, Dimension... shape) {
    Graph graph = sound();
    return new Graph(
        graph.inputs(),
        graph.outputs(),
        graph.nodes(),
        graph.constants(),
        known(value("conv", type, shape)));
  }

  /** As a file in a folder. */
  static Path write(Path folder, Graph graph) throws IOException {
    return Files.write(
        folder.resolve("model.onnx"), OnnxWriter.write(OnnxModel.of("small", graph)));
  }

  /**
   * As two files in a folder, the second with the kernel of the convolution, the largest weight.
   */
  static Path writeApart(TemporaryFolder folder, Graph graph) {
    OnnxModel model = OnnxModel.of("small", graph);
    return folder.write("model.onnx", OnnxWriter.write(model, "model.onnx.data", 1));
  }

  /** Random pictures. */
  static Map<String, Tensor> pictures(int count) {
    byte[] pixels = new byte[count * 11 * 9 * 3];
    Seed.random("pictures").nextBytes(pixels);
    return Map.of(INPUT, Tensor.ofBytes(pixels, count, 11, 9, 3));
  }

  private static Dimension of(long size) {
    return Dimension.of(size);
  }

  private static Value value(String name, ElementType type, Dimension... shape) {
    return new Value(name, type, List.of(shape));
  }

  private static Map<String, Value> known(Value value) {
    return Map.of(value.name(), value);
  }
}
