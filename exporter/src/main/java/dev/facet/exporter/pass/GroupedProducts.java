package dev.facet.exporter.pass;

import dev.facet.exporter.graph.Dimension;
import dev.facet.exporter.graph.Graph;
import dev.facet.exporter.graph.GraphEditor;
import dev.facet.exporter.graph.Node;
import dev.facet.exporter.graph.Tensor;
import dev.facet.exporter.graph.Value;
import java.util.List;
import java.util.Optional;

/**
 * Multiplies the channels of every group with the group's matrix where they lie. In training the
 * images of a batch are brought together first, so that there is one product for each group:
 *
 * <pre>
 * [N, G, I, P] -> [G, I, N, P] -> [G, I, N*P];  W [G, O, I] times that;  [G, O, N, P] -> [N, G, O, P]
 * </pre>
 *
 * Here it becomes {@code W [1, G, O, I]} times {@code [N, G, I, P]}, and two copies of the maps are
 * not made.
 */
public final class GroupedProducts implements Pass {
  private static final List<Long> GROUPS_FIRST = List.of(1L, 2L, 0L, 3L);
  private static final List<Long> IMAGES_FIRST = List.of(2L, 0L, 1L, 3L);

  @Override
  public Graph apply(Graph graph) {
    GraphEditor editor = new GraphEditor(graph);
    for (Node node : graph.nodes()) {
      Optional<Tensor> weights =
          node.is("MatMul") ? editor.constant(node.inputs().getFirst()) : Optional.empty();
      weights.filter(each -> each.rank() == 3).ifPresent(each -> rewrite(node, each, editor));
    }
    return new RemoveDeadNodes().apply(editor.finish());
  }

  private static void rewrite(Node product, Tensor weights, GraphEditor editor) {
    Optional<Node> turned =
        editor
            .producer(product.inputs().get(1))
            .filter(node -> node.is("Reshape"))
            .flatMap(node -> editor.producer(node.inputs().getFirst()))
            .filter(node -> turns(node, GROUPS_FIRST));
    Optional<Node> back =
        editor
            .onlyReader(product.output())
            .filter(node -> node.is("Reshape"))
            .flatMap(node -> editor.onlyReader(node.output()))
            .filter(node -> turns(node, IMAGES_FIRST));
    if (turned.isEmpty() || back.isEmpty()) {
      return;
    }
    String maps = turned.get().inputs().getFirst();
    List<Dimension> from = shape(maps, editor);
    List<Dimension> to = shape(back.get().output(), editor);
    long[] matrix = weights.shape();
    if (!fits(from, matrix[0], matrix[2]) || !fits(to, matrix[0], matrix[1])) {
      return;
    }
    if (!from.getFirst().equals(to.getFirst()) || !from.getLast().equals(to.getLast())) {
      return;
    }
    String all =
        editor.addConstant(
            product.inputs().getFirst() + "/groups",
            Tensor.ofFloats(weights.floats(), 1, matrix[0], matrix[1], matrix[2]));
    editor.replace(back.get(), Node.of("MatMul", back.get().output(), all, maps));
  }

  private static boolean turns(Node node, List<Long> order) {
    return node.is("Transpose") && node.integers("perm").filter(order::equals).isPresent();
  }

  private static List<Dimension> shape(String value, GraphEditor editor) {
    return editor.value(value).map(Value::shape).orElse(List.of());
  }

  private static boolean fits(List<Dimension> shape, long groups, long channels) {
    return shape.size() == 4
        && shape.get(1).equals(Dimension.of(groups))
        && shape.get(2).equals(Dimension.of(channels));
  }
}
