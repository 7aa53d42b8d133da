package dev.facet.exporter.quantize;

import dev.facet.exporter.Graphs;
import dev.facet.exporter.graph.Attribute;
import dev.facet.exporter.graph.Dimension;
import dev.facet.exporter.graph.ElementType;
import dev.facet.exporter.graph.Graph;
import dev.facet.exporter.graph.Node;
import dev.facet.exporter.graph.Tensor;
import dev.facet.exporter.graph.Value;
import dev.facet.exporter.pass.BakePreprocessing;
import dev.facet.exporter.pass.InferShapes;
import dev.facet.exporter.pass.Preprocessing;
import dev.facet.exporter.run.Faces;
import dev.facet.trainer.augment.InputSpec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * A small residual network on bytes, with every form that quantization knows: a stem with borders,
 * poolings, a sum, a shortcut whose pooling reaches over the edge, a global pooling and a matrix
 * product.
 */
final class SmallNetwork {
  static final List<Double> MEAN = List.of(0.5, 0.4, 0.3);
  static final List<Double> STD = List.of(0.3, 0.25, 0.2);
  static final InputSpec INPUT = new InputSpec(18, 20, 18, 18, MEAN, STD);
  static final int ATTRIBUTES = 4;

  private final Random random;
  private final Map<String, Tensor> constants = new LinkedHashMap<>();
  private final List<Node> nodes = new ArrayList<>();

  SmallNetwork(Random random) {
    this.random = random;
  }

  /** The network as an export has it before quantization. */
  Graph graph() {
    convolution("stem", "images", 3, 8, 3, 2);
    relu("stem");
    nodes.add(
        Node.of("MaxPool", "pool", "stem.relu")
            .with("kernel_shape", new long[] {3, 3})
            .with("strides", new long[] {1, 1})
            .with("pads", new long[] {1, 1, 1, 1}));
    convolution("first", "pool", 8, 8, 3, 1);
    relu("first");
    convolution("second", "first.relu", 8, 8, 3, 1);
    nodes.add(Node.of("Add", "sum", "second", "pool"));
    relu("sum");
    convolution("narrow", "sum.relu", 8, 12, 3, 2);
    nodes.add(
        Node.of("AveragePool", "shortcut.pool", "sum.relu")
            .with("kernel_shape", new long[] {2, 2})
            .with("strides", new long[] {2, 2})
            .with("pads", new long[] {0, 0, 1, 1}));
    convolution("shortcut", "shortcut.pool", 8, 12, 1, 1);
    nodes.add(Node.of("Add", "joined", "narrow", "shortcut"));
    relu("joined");
    nodes.add(Node.of("GlobalAveragePool", "global", "joined.relu"));
    constants.put("flat", Tensor.list(0, -1));
    nodes.add(Node.of("Reshape", "features", "global", "flat"));
    constants.put("head.weights", scaled(12, ATTRIBUTES));
    constants.put("head.bias", Graphs.normal(random, ATTRIBUTES));
    nodes.add(Node.of("MatMul", "product", "features", "head.weights"));
    nodes.add(Node.of("Add", "logits", "product", "head.bias"));
    nodes.add(Node.of("Sigmoid", "probabilities", "logits"));
    Graph floats =
        new Graph(
            List.of(
                new Value(
                    "images",
                    ElementType.FLOAT,
                    List.of(
                        Dimension.batch(), Dimension.of(3), Dimension.of(18), Dimension.of(18)))),
            List.of(
                new Value(
                    "probabilities",
                    ElementType.FLOAT,
                    List.of(Dimension.batch(), Dimension.of(ATTRIBUTES)))),
            nodes,
            constants,
            Map.of());
    Preprocessing preprocessing = new Preprocessing(20, 18, 18, 18, MEAN, STD);
    return new InferShapes()
        .apply(new BakePreprocessing(Preprocessing.INPUT, preprocessing).apply(floats));
  }

  private void convolution(String name, String input, int from, int to, int kernel, int stride) {
    int pad = kernel / 2;
    constants.put(name + ".weights", scaled(to, from, kernel, kernel));
    constants.put(name + ".bias", Graphs.normal(random, to));
    nodes.add(
        Node.of("Conv", name, input, name + ".weights", name + ".bias")
            .with("kernel_shape", new long[] {kernel, kernel})
            .with("strides", new long[] {stride, stride})
            .with("pads", new long[] {pad, pad, pad, pad})
            .with("group", Attribute.of(1L)));
  }

  private void relu(String name) {
    nodes.add(Node.of("Relu", name + ".relu", name));
  }

  /** Weights that keep the variance of what they multiply. */
  private Tensor scaled(long... shape) {
    float[] values = Graphs.normal(random, shape).floats();
    double factor = Math.sqrt((double) shape[shape.length == 2 ? 1 : 0] / values.length);
    for (int i = 0; i < values.length; i++) {
      values[i] *= (float) factor;
    }
    return Tensor.ofFloats(values, shape);
  }

  /** Pictures of random blots, so that they have structure. */
  static Faces faces(Random random, int count) {
    List<byte[]> faces = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      byte[] face = new byte[INPUT.bytesPerFace()];
      int[] level = random.ints(3, 40, 216).toArray();
      for (int j = 0; j < face.length; j++) {
        int noise = (int) (20 * random.nextGaussian());
        int edge = j / 3 % INPUT.width() > level[j % 3] % INPUT.width() ? 60 : 0;
        face[j] = (byte) Math.clamp(level[j % 3] + noise - edge, 0, 255);
      }
      faces.add(face);
    }
    return new Faces(INPUT, faces);
  }
}
