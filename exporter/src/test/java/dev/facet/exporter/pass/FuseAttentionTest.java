package dev.facet.exporter.pass;

import static org.assertj.core.api.Assertions.assertThat;

import dev.facet.exporter.Graphs;
import dev.facet.exporter.graph.Attribute;
import dev.facet.exporter.graph.Dimension;
import dev.facet.exporter.graph.ElementType;
import dev.facet.exporter.graph.Graph;
import dev.facet.exporter.graph.Node;
import dev.facet.exporter.graph.Tensor;
import dev.facet.exporter.graph.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Attention written with three operators becomes one, with the same numbers. */
class FuseAttentionTest {
  private static final long SEED = 57;
  private final Random random = new Random(SEED);

  @Test
  void attentionOfNodesToThemselvesBecomesOneOperator() {
    Graph before = attention(new long[] {7, 12}, false, false);
    Graph after = checked(before);
    assertThat(after.nodes()).extracting(Node::operator).containsExactly("Attention");
    assertThat(after.nodes().getFirst().real("scale")).hasValue(1f);
  }

  @Test
  void aScaleAndSeveralHeadsAreKept() {
    Graph after = checked(attention(new long[] {3, 7, 8}, true, false));
    assertThat(after.nodes()).extracting(Node::operator).containsExactly("Attention");
    assertThat(after.nodes().getFirst().real("scale")).hasValue(0.25f);
  }

  @Test
  void weightsThatAreAnOutputComeFromTheOperatorToo() {
    Graph after = checked(attention(new long[] {7, 12}, false, true));
    assertThat(after.nodes()).extracting(Node::operator).containsExactly("Attention", "Reshape");
    Graph heads = checked(attention(new long[] {3, 7, 8}, true, true));
    assertThat(heads.nodes()).extracting(Node::operator).containsExactly("Attention");
  }

  @Test
  void aSoftmaxAlongAnotherAxisStays() {
    Graph graph = attention(new long[] {7, 12}, false, false);
    List<Node> nodes = new ArrayList<>(graph.nodes());
    nodes.replaceAll(node -> node.is("Softmax") ? node.with("axis", Attribute.of(1L)) : node);
    Graph other =
        new Graph(graph.inputs(), graph.outputs(), nodes, graph.constants(), graph.known());
    assertThat(checked(other)).isEqualTo(other);
  }

  private Graph checked(Graph before) {
    Graph after = new FuseAttention(FuseAttention.Weights.ALSO_READ).apply(before);
    for (long batch : new long[] {1, 3}) {
      Map<String, Tensor> inputs =
          Map.of("x", Graphs.normal(random, before.inputs().getFirst().shapeAt(batch)));
      Map<String, Tensor> expected = Graphs.run(before, inputs);
      Graphs.run(after, inputs)
          .forEach((name, found) -> Graphs.assertClose(found, expected.get(name), 1e-5));
    }
    return after;
  }

  /** {@code softmax(scale * x x^T) x} for x of {@code [N, ...]}. */
  private static Graph attention(long[] extents, boolean scaled, boolean shown) {
    int rank = extents.length + 1;
    long[] swapped = new long[rank];
    for (int axis = 0; axis < rank; axis++) {
      swapped[axis] = axis;
    }
    swapped[rank - 1] = rank - 2L;
    swapped[rank - 2] = rank - 1L;
    List<Dimension> shape = new ArrayList<>(List.of(Dimension.batch()));
    shape.addAll(Dimension.fixed(extents));
    List<Dimension> square = new ArrayList<>(shape);
    square.set(rank - 1, shape.get(rank - 2));
    List<Node> nodes = new ArrayList<>();
    nodes.add(Node.of("Transpose", "keys", "x").with("perm", swapped));
    nodes.add(Node.of("MatMul", "scores", "x", "keys"));
    if (scaled) {
      nodes.add(Node.of("Mul", "scaled", "scores", "quarter"));
    }
    nodes.add(
        Node.of("Softmax", "weights", scaled ? "scaled" : "scores")
            .with("axis", Attribute.of(-1L)));
    nodes.add(Node.of("MatMul", "y", "weights", "x"));
    Value x = new Value("x", ElementType.FLOAT, shape);
    Value weights = new Value("weights", ElementType.FLOAT, square);
    List<Value> outputs = new ArrayList<>(List.of(x.named("y")));
    if (shown) {
      outputs.add(weights);
    }
    return new InferShapes()
        .apply(
            new Graph(
                List.of(x),
                outputs,
                nodes,
                scaled ? Map.of("quarter", Tensor.scalar(0.25f)) : Map.of(),
                Map.of("y", x.named("y"), "weights", weights)));
  }
}
