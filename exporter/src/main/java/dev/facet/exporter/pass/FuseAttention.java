package dev.facet.exporter.pass;

import dev.facet.exporter.graph.Attribute;
import dev.facet.exporter.graph.Dimension;
import dev.facet.exporter.graph.Graph;
import dev.facet.exporter.graph.GraphEditor;
import dev.facet.exporter.graph.Node;
import dev.facet.exporter.graph.Tensor;
import dev.facet.exporter.graph.Value;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;

/**
 * Writes {@code softmax(scale * Q K^T) V} as one operator, ONNX's Attention, always with its scale.
 * Queries, keys and values are {@code [N, L, D]}, or {@code [N, H, L, D]} for several heads. What
 * else reads the weights, or where they are an output, gets them from the operator too.
 *
 * <p>It needs to know the shapes of all values, and what it writes needs operator set 23.
 *
 * @param weights whether attention whose weights are read is written so too
 */
public record FuseAttention(Weights weights) implements Pass {
  private static final long AFTER_SOFTMAX = 3;

  /** Which attention becomes one operator. */
  public enum Weights {
    /** Only attention whose weights nothing else reads. */
    UNREAD,
    /** All; the operator then gives the weights too. */
    ALSO_READ
  }

  @Override
  public Graph apply(Graph graph) {
    GraphEditor editor = new GraphEditor(graph);
    for (Node node : graph.nodes()) {
      if (node.is("MatMul")) {
        Attention.endingIn(node, editor)
            .filter(found -> weights == Weights.ALSO_READ || !found.isShown(editor))
            .ifPresent(found -> fuse(found, editor));
      }
    }
    return new RemoveDeadNodes().apply(editor.finish());
  }

  /**
   * What was found.
   *
   * @param product the last node
   * @param softmax whose result weighs the values
   * @param query Q
   * @param key the transposition that makes K^T
   * @param rank of Q, K and V
   * @param scale before the softmax
   */
  private record Attention(
      Node product, Node softmax, String query, Node key, int rank, float scale) {

    static Optional<Attention> endingIn(Node product, GraphEditor editor) {
      int rank = rank(product.output(), editor);
      Optional<Node> softmax =
          editor
              .producer(product.inputs().getFirst())
              .filter(node -> node.is("Softmax") && isLast(node, rank));
      if (softmax.isEmpty() || rank < 3 || rank > 4) {
        return Optional.empty();
      }
      Optional<Node> scores = editor.producer(softmax.get().inputs().getFirst());
      float scale = 1;
      Optional<Float> factor = scores.flatMap(node -> factor(node, editor));
      if (factor.isPresent()) {
        scale = factor.get();
        scores = editor.producer(scores.get().inputs().getFirst());
      }
      if (scores.isEmpty() || !scores.get().is("MatMul")) {
        return Optional.empty();
      }
      String query = scores.get().inputs().getFirst();
      float scaled = scale;
      return editor
          .producer(scores.get().inputs().get(1))
          .filter(node -> node.is("Transpose") && rank(node.inputs().getFirst(), editor) == rank)
          .filter(key -> rank(query, editor) == rank)
          .filter(key -> rank(product.inputs().get(1), editor) == rank)
          .map(key -> new Attention(product, softmax.get(), query, key, rank, scaled));
    }

    /** Whether anything but the last product reads the weights. */
    boolean isShown(GraphEditor editor) {
      return !editor.hasOneUse(softmax.output());
    }

    private static int rank(String value, GraphEditor editor) {
      return editor.value(value).map(Value::shape).map(List::size).orElse(0);
    }

    private static boolean isLast(Node softmax, int rank) {
      long axis = softmax.integer("axis").orElse(-1L);
      return axis == -1 || axis == rank - 1;
    }

    /** The number by which a node multiplies its first input. */
    private static Optional<Float> factor(Node node, GraphEditor editor) {
      if (!node.is("Mul") && !node.is("Div")) {
        return Optional.empty();
      }
      return editor
          .constant(node.inputs().get(1))
          .filter(each -> each.elements() == 1)
          .map(each -> node.is("Mul") ? each.floats()[0] : 1 / each.floats()[0]);
    }

    /**
     * The keys as they are before their last two axes change places; that may have been joined with
     * another transposition, which then stays.
     */
    String keys(GraphEditor editor) {
      List<Long> order = new ArrayList<>(key.integers("perm").orElseThrow());
      Collections.swap(order, rank - 2, rank - 1);
      String source = key.inputs().getFirst();
      if (order.equals(LongStream.range(0, rank).boxed().toList())) {
        return source;
      }
      String keys = editor.freshName(key.output() + "/keys");
      editor.add(
          Node.of("Transpose", keys, source)
              .with("perm", order.stream().mapToLong(Long::longValue).toArray()));
      editor
          .value(key.output())
          .ifPresent(
              value -> {
                List<Dimension> shape = new ArrayList<>(value.shape());
                Collections.swap(shape, rank - 2, rank - 1);
                editor.describe(new Value(keys, value.type(), shape));
              });
      return keys;
    }
  }

  private static void fuse(Attention found, GraphEditor editor) {
    String weights = found.softmax().output();
    String output = found.product().output();
    Node node =
        Node.of(
                "Attention",
                output,
                found.query(),
                found.keys(editor),
                found.product().inputs().get(1))
            .with("scale", Attribute.of(found.scale()));
    if (found.rank() == 3) {
      node = node.with("q_num_heads", Attribute.of(1L)).with("kv_num_heads", Attribute.of(1L));
    }
    if (!found.isShown(editor)) {
      editor.replace(found.product(), node);
      return;
    }
    String all = found.rank() == 3 ? editor.freshName(weights + "/heads") : weights;
    node =
        node.with("qk_matmul_output_mode", Attribute.of(AFTER_SOFTMAX))
            .withOutputs(List.of(output, "", "", all));
    editor.replace(found.product(), node);
    editor.removeAll(List.of(found.softmax()));
    if (found.rank() == 3) {
      List<Dimension> shape = editor.value(weights).orElseThrow().shape();
      long[] target = {0, shape.get(1).at(1), shape.get(2).at(1)};
      editor.add(
          Node.of(
              "Reshape",
              weights,
              all,
              editor.addConstant(weights + "/shape", Tensor.list(target))));
    }
  }
}
