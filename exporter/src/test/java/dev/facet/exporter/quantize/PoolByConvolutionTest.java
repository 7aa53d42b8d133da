package dev.facet.exporter.quantize;

import static org.assertj.core.api.Assertions.assertThat;

import dev.facet.exporter.Graphs;
import dev.facet.exporter.Seed;
import dev.facet.exporter.graph.Attribute;
import dev.facet.exporter.graph.Dimension;
import dev.facet.exporter.graph.ElementType;
import dev.facet.exporter.graph.Graph;
import dev.facet.exporter.graph.Node;
import dev.facet.exporter.graph.Tensor;
import dev.facet.exporter.graph.Value;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PoolByConvolutionTest {
  private final Random random = Seed.random("pool");

  @Test
  void joinsAPoolingThatStaysInside() {
    Graph before = graph(6, 8, 5, pool(2, 0, 0, 0, 0));

    Graph after = joined(before);

    assertThat(after.nodes()).extracting(Node::operator).containsExactly("Conv");
  }

  @Test
  void repeatsTheEdgeOfMapsWithOddSides() {
    Graph before = graph(7, 9, 5, pool(2, 0, 0, 1, 1));

    Graph after = joined(before);

    assertThat(after.nodes()).extracting(Node::operator).containsExactly("Pad", "Conv");
  }

  @Test
  void repeatsTheEdgeOfOneOddSide() {
    joined(graph(7, 8, 5, pool(2, 0, 0, 1, 0)));
    joined(graph(8, 7, 5, pool(2, 0, 0, 0, 1)));
  }

  @Test
  void leavesOtherPoolings() {
    unchanged(graph(7, 9, 5, pool(3, 0, 0, 0, 0)));
    unchanged(graph(7, 9, 5, pool(2, 1, 1, 0, 0)));
    unchanged(graph(7, 9, 5, pool(2, 0, 0, 1, 1).with("count_include_pad", Attribute.of(1L))));
    unchanged(graph(8, 8, 5, pool(2, 0, 0, 0, 0).with("ceil_mode", Attribute.of(1L))));
    unchanged(graph(8, 8, 5, pool(2, 0, 0, 0, 0).with("strides", new long[] {1, 1})));
  }

  @Test
  void leavesAPoolingBeforeSoManyOutputsThatItIsCheaper() {
    unchanged(graph(6, 6, 513, pool(2, 0, 0, 0, 0)));
    joined(graph(6, 6, 512, pool(2, 0, 0, 0, 0)));
  }

  @Test
  void leavesAPoolingThatSomethingElseReads() {
    Graph plain = graph(6, 8, 5, pool(2, 0, 0, 0, 0));
    Graph before =
        new Graph(
            plain.inputs(),
            List.of(
                plain.outputs().getFirst(),
                new Value(
                    "pooled",
                    ElementType.FLOAT,
                    List.of(Dimension.batch(), Dimension.of(4), Dimension.of(3), Dimension.of(4)))),
            plain.nodes(),
            plain.constants(),
            plain.known());

    unchanged(before);
  }

  private Graph joined(Graph before) {
    Graph after = new PoolByConvolution().apply(before);
    assertThat(after.count("AveragePool")).isZero();
    long[] shape = before.inputs().getFirst().shapeAt(2);
    Map<String, Tensor> input = Map.of("x", Graphs.normal(random, shape));
    Graphs.assertClose(Graphs.run(after, input).get("y"), Graphs.run(before, input).get("y"), 1e-5);
    return after;
  }

  private static void unchanged(Graph before) {
    assertThat(new PoolByConvolution().apply(before)).isEqualTo(before);
  }

  private static Node pool(long kernel, long... pads) {
    return Node.of("AveragePool", "pooled", "x")
        .with("kernel_shape", new long[] {kernel, kernel})
        .with("strides", new long[] {2, 2})
        .with("pads", pads);
  }

  private Graph graph(long height, long width, long outputs, Node pool) {
    Map<String, Tensor> constants = new HashMap<>();
    constants.put("weights", Graphs.normal(random, outputs, 4, 1, 1));
    constants.put("bias", Graphs.normal(random, outputs));
    List<Long> kernel = pool.integers("kernel_shape").orElseThrow();
    List<Long> strides = pool.integers("strides").orElseThrow();
    List<Long> pads = pool.integers("pads").orElseThrow();
    long down = (height + pads.get(0) + pads.get(2) - kernel.get(0)) / strides.get(0) + 1;
    long across = (width + pads.get(1) + pads.get(3) - kernel.get(1)) / strides.get(1) + 1;
    return new Graph(
        List.of(map("x", 4, height, width)),
        List.of(map("y", outputs, down, across)),
        List.of(
            pool,
            Node.of("Conv", "y", "pooled", "weights", "bias")
                .with("kernel_shape", new long[] {1, 1})),
        constants,
        Map.of());
  }

  private static Value map(String name, long channels, long height, long width) {
    return new Value(
        name,
        ElementType.FLOAT,
        List.of(
            Dimension.batch(), Dimension.of(channels), Dimension.of(height), Dimension.of(width)));
  }
}
