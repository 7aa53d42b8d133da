package dev.facet.exporter.pass;

import dev.facet.exporter.graph.Graph;
import dev.facet.exporter.graph.GraphEditor;
import dev.facet.exporter.graph.Tensor;
import java.util.HashMap;
import java.util.Map;

/** Keeps one of several constants that hold the same numbers; the first one's name stays. */
public final class DeduplicateConstants implements Pass {
  @Override
  public Graph apply(Graph graph) {
    GraphEditor editor = new GraphEditor(graph);
    Map<Tensor, String> first = new HashMap<>();
    graph
        .constants()
        .forEach(
            (name, tensor) -> {
              String kept = first.putIfAbsent(tensor, name);
              if (kept != null && !editor.isOutput(name)) {
                editor.redirect(name, kept);
                editor.dropConstant(name);
              }
            });
    return editor.finish();
  }
}
