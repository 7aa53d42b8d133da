package dev.facet.exporter.pass;

import dev.facet.exporter.graph.Graph;
import dev.facet.exporter.graph.GraphEditor;
import dev.facet.exporter.graph.Node;
import java.util.List;
import java.util.Optional;

/**
 * Makes one transposition of two in a row, such as stand between operators whose channels are last.
 * Where the second undoes the first, nothing stays that {@link RemoveIdentities} would not remove.
 */
public final class JoinTransposes implements Pass {
  @Override
  public Graph apply(Graph graph) {
    GraphEditor editor = new GraphEditor(graph);
    for (Node node : graph.nodes()) {
      if (node.is("Transpose")) {
        // Earlier edits may have given the node other inputs.
        Node second = editor.producer(node.output()).orElseThrow();
        editor
            .producer(second.inputs().getFirst())
            .filter(first -> first.is("Transpose"))
            .flatMap(first -> joined(first, second))
            .ifPresent(join -> editor.replace(second, join));
      }
    }
    return new RemoveDeadNodes().apply(editor.finish());
  }

  private static Optional<Node> joined(Node first, Node second) {
    Optional<List<Long>> inner = first.integers("perm");
    Optional<List<Long>> outer = second.integers("perm");
    if (inner.isEmpty() || outer.isEmpty()) {
      return Optional.empty();
    }
    long[] order =
        outer.get().stream().mapToLong(axis -> inner.get().get(Math.toIntExact(axis))).toArray();
    return Optional.of(second.withInputs(first.inputs()).with("perm", order));
  }
}
