package dev.facet.exporter.pass;

import dev.facet.exporter.graph.Attribute;
import dev.facet.exporter.graph.Dimension;
import dev.facet.exporter.graph.Graph;
import dev.facet.exporter.graph.GraphEditor;
import dev.facet.exporter.graph.Node;
import dev.facet.exporter.graph.Tensor;
import dev.facet.exporter.graph.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Widens the heads of attention with zeros to a multiple of {@value #STEP}, up to {@value
 * #LARGEST}, and cuts the result back: ONNX Runtime's flash attention on CUDA takes no other
 * widths. Zeros add nothing to the products of queries and keys, and the scale is written out, so
 * that it does not follow the width.
 */
public final class PadHeads implements Pass {
  private static final long STEP = 8;
  private static final long LARGEST = 256;

  @Override
  public Graph apply(Graph graph) {
    GraphEditor editor = new GraphEditor(graph);
    for (Node node : graph.nodes()) {
      if (node.is("Attention") && node.real("scale").isPresent() && isOneHeadPerRow(node, editor)) {
        pad(node, editor);
      }
    }
    return editor.finish();
  }

  /** Whether the last axis of queries, keys and values is the width of one head. */
  private static boolean isOneHeadPerRow(Node node, GraphEditor editor) {
    int rank = editor.value(node.inputs().getFirst()).map(each -> each.shape().size()).orElse(0);
    return rank == 4 || (rank == 3 && node.integer("q_num_heads").equals(Optional.of(1L)));
  }

  private static void pad(Node node, GraphEditor editor) {
    List<Node> nodes = new ArrayList<>();
    List<String> inputs = new ArrayList<>(node.inputs());
    for (int i = 0; i < 3; i++) {
      Optional<String> widened = widened(inputs.get(i), nodes, editor);
      if (widened.isPresent()) {
        inputs.set(i, widened.get());
      }
    }
    Optional<Value> result = editor.value(node.output());
    boolean unchanged = inputs.get(2).equals(node.inputs().get(2));
    if (inputs.equals(node.inputs()) || result.isEmpty()) {
      return;
    }
    List<String> outputs = new ArrayList<>(node.outputs());
    if (!unchanged) {
      outputs.set(0, editor.freshName(node.output() + "/widened"));
    }
    nodes.add(node.withInputs(inputs).withOutputs(outputs));
    if (!unchanged) {
      List<Dimension> shape = new ArrayList<>(result.get().shape());
      long width = shape.removeLast().at(1);
      shape.add(Dimension.of(widened(width)));
      editor.describe(new Value(outputs.getFirst(), result.get().type(), shape));
      nodes.add(cut(node, outputs.getFirst(), shape.size() - 1, width, editor));
    }
    editor.replace(node, nodes.toArray(Node[]::new));
  }

  private static Node cut(Node node, String from, int axis, long width, GraphEditor editor) {
    String stem = node.output();
    return Node.of(
            "Slice",
            stem,
            from,
            editor.addConstant(stem + "/begin", Tensor.list(0)),
            editor.addConstant(stem + "/end", Tensor.list(width)),
            editor.addConstant(stem + "/axis", Tensor.list(axis)))
        .named(stem + "/cut");
  }

  private static long widened(long width) {
    return (width + STEP - 1) / STEP * STEP;
  }

  /** The value with a wider last axis, if that helps; what was widened for one input serves all. */
  private static Optional<String> widened(String value, List<Node> nodes, GraphEditor editor) {
    Value known = editor.value(value).orElseThrow();
    long width = known.shape().getLast().at(1);
    if (width % STEP == 0 || widened(width) > LARGEST) {
      return Optional.empty();
    }
    Optional<Node> before =
        nodes.stream().filter(node -> node.inputs().getFirst().equals(value)).findFirst();
    if (before.isPresent()) {
      return before.map(Node::output);
    }
    int rank = known.shape().size();
    long[] pads = new long[2 * rank];
    pads[2 * rank - 1] = widened(width) - width;
    String wide = editor.freshName(value + "/widened");
    List<Dimension> shape = new ArrayList<>(known.shape().subList(0, rank - 1));
    shape.add(Dimension.of(widened(width)));
    editor.describe(new Value(wide, known.type(), shape));
    nodes.add(
        Node.of("Pad", wide, value, editor.addConstant(value + "/pads", Tensor.list(pads)))
            .with("mode", Attribute.of("constant")));
    return Optional.of(wide);
  }
}
