package dev.facet.exporter.pass;

import dev.facet.exporter.graph.Graph;
import dev.facet.exporter.graph.GraphEditor;
import dev.facet.exporter.graph.Node;
import java.util.List;
import java.util.stream.LongStream;

/** Drops nodes that hand on their input unchanged, and lets their readers read that input. */
public final class RemoveIdentities implements Pass {
  @Override
  public Graph apply(Graph graph) {
    GraphEditor editor = new GraphEditor(graph);
    for (Node node : graph.nodes()) {
      if (isIdentity(node)) {
        // Earlier edits may have given the node other inputs.
        remove(editor, editor.producer(node.output()).orElseThrow());
      }
    }
    return editor.finish();
  }

  private static boolean isIdentity(Node node) {
    return node.is("Identity") || (node.is("Transpose") && keepsOrder(node));
  }

  private static boolean keepsOrder(Node transpose) {
    List<Long> order = transpose.integers("perm").orElse(List.of());
    return !order.isEmpty() && order.equals(LongStream.range(0, order.size()).boxed().toList());
  }

  private static void remove(GraphEditor editor, Node node) {
    String input = node.inputs().getFirst();
    if (!editor.isOutput(node.output())) {
      editor.replace(node);
      editor.redirect(node.output(), input);
    } else if (editor.producer(input).isPresent() && !editor.isOutput(input)) {
      // The caller knows the output by its name, so the producer takes that name.
      editor.replace(node);
      editor.rename(input, node.output());
    }
    // Otherwise an input, a constant or another output is itself an output: the node must stay.
  }
}
