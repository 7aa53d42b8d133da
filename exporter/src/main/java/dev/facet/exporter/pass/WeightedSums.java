package dev.facet.exporter.pass;

import dev.facet.exporter.graph.Attribute;
import dev.facet.exporter.graph.Dimension;
import dev.facet.exporter.graph.Graph;
import dev.facet.exporter.graph.GraphEditor;
import dev.facet.exporter.graph.Node;
import dev.facet.exporter.graph.Tensor;
import dev.facet.exporter.graph.Value;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Makes a convolution of what sums the channels of every group with constant weights: maps {@code
 * [N, G*I, H, W]} seen as {@code [N, G, I, H*W]}, times {@code [1, G, I, 1]}, summed over I. A bias
 * that follows can be folded into it.
 */
public final class WeightedSums implements Pass {
  private static final long CHANNELS = 2;

  @Override
  public Graph apply(Graph graph) {
    GraphEditor editor = new GraphEditor(graph);
    for (Node node : graph.nodes()) {
      boolean overChannels =
          node.is("ReduceSum")
              && node.inputs().size() > 1
              && editor.constant(node.inputs().get(1)).filter(WeightedSums::isChannels).isPresent();
      if (overChannels) {
        editor
            .producer(node.inputs().getFirst())
            .filter(product -> product.is("Mul") && editor.hasOneUse(product.output()))
            .ifPresent(
                product -> {
                  if (!rewrite(node, product, 0, editor)) {
                    rewrite(node, product, 1, editor);
                  }
                });
      }
    }
    return new RemoveDeadNodes().apply(editor.finish());
  }

  private static boolean isChannels(Tensor axes) {
    return Arrays.equals(axes.longs(), new long[] {CHANNELS});
  }

  private static boolean rewrite(Node sum, Node product, int weights, GraphEditor editor) {
    Optional<Tensor> factors = editor.constant(product.inputs().get(weights));
    Optional<Node> seen =
        editor.producer(product.inputs().get(1 - weights)).filter(node -> node.is("Reshape"));
    if (factors.isEmpty() || seen.isEmpty()) {
      return false;
    }
    List<Dimension> groups = shape(seen.get().output(), editor);
    List<Dimension> maps = shape(seen.get().inputs().getFirst(), editor);
    long[] factor = factors.get().shape();
    if (!fits(maps, groups, factor)) {
      return false;
    }
    String kernel =
        editor.addConstant(
            product.output() + "/weights",
            Tensor.ofFloats(factors.get().floats(), factor[1], factor[2], 1, 1));
    String convolved = editor.freshName(sum.output() + "/maps");
    List<Dimension> result =
        List.of(maps.get(0), Dimension.of(factor[1]), maps.get(2), maps.get(3));
    editor
        .value(sum.output())
        .ifPresent(value -> editor.describe(new Value(convolved, value.type(), result)));
    long pixels = groups.get(3).at(1);
    boolean kept = sum.integer("keepdims").orElse(1L) == 1;
    long[] target = kept ? new long[] {0, factor[1], 1, pixels} : new long[] {0, factor[1], pixels};
    editor.replace(
        sum,
        Node.of("Conv", convolved, seen.get().inputs().getFirst(), kernel)
            .with("group", Attribute.of(factor[1]))
            .with("kernel_shape", new long[] {1, 1}),
        Node.of(
            "Reshape",
            sum.output(),
            convolved,
            editor.addConstant(sum.output() + "/shape", Tensor.list(target))));
    return true;
  }

  /** Whether maps {@code [N, G*I, H, W]} were seen as {@code [N, G, I, H*W]} to be weighed. */
  private static boolean fits(List<Dimension> maps, List<Dimension> groups, long[] factor) {
    return maps.size() == 4
        && groups.size() == 4
        && factor.length == 4
        && factor[0] == 1
        && factor[3] == 1
        && groups.getFirst().equals(maps.getFirst())
        && groups.get(1).equals(Dimension.of(factor[1]))
        && groups.get(2).equals(Dimension.of(factor[2]))
        && maps.get(1).equals(Dimension.of(factor[1] * factor[2]));
  }

  private static List<Dimension> shape(String value, GraphEditor editor) {
    return editor.value(value).map(Value::shape).orElse(List.of());
  }
}
