package dev.facet.exporter.pass;

import static java.util.stream.Collectors.toCollection;

import dev.facet.exporter.graph.Graph;
import dev.facet.exporter.graph.GraphEditor;
import dev.facet.exporter.graph.Node;
import dev.facet.exporter.graph.Value;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Drops nodes and constants on which no output depends. */
public final class RemoveDeadNodes implements Pass {
  @Override
  public Graph apply(Graph graph) {
    Set<String> needed =
        graph.outputs().stream().map(Value::name).collect(toCollection(HashSet::new));
    List<Node> dead = new ArrayList<>();
    for (Node node : graph.nodes().reversed()) {
      if (node.outputs().stream().anyMatch(needed::contains)) {
        needed.addAll(node.inputs());
        needed.remove(""); // an input left out
      } else {
        dead.add(node);
      }
    }
    GraphEditor editor = new GraphEditor(graph);
    editor.removeAll(dead);
    editor.dropUnusedConstants();
    return editor.finish();
  }
}
