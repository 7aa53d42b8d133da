package dev.facet.exporter.graph;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Sorts nodes so that each stands after those it reads from, and keeps their order otherwise. */
final class TopologicalOrder {
  private TopologicalOrder() {}

  static List<Node> of(List<Node> nodes, Collection<String> constants, List<Value> inputs) {
    Set<String> available = new HashSet<>(constants);
    inputs.forEach(input -> available.add(input.name()));
    available.add("");
    List<Node> waiting = new ArrayList<>(nodes);
    List<Node> sorted = new ArrayList<>(nodes.size());
    while (!waiting.isEmpty()) {
      List<Node> stillWaiting = new ArrayList<>();
      for (Node node : waiting) {
        if (available.containsAll(node.inputs())) {
          sorted.add(node);
          available.addAll(node.outputs());
        } else {
          stillWaiting.add(node);
        }
      }
      if (stillWaiting.size() == waiting.size()) {
        Node stuck = stillWaiting.getFirst();
        throw new IllegalStateException(
            "node %s waits for inputs %s that nothing before it produces"
                .formatted(stuck.name(), stuck.inputs()));
      }
      waiting = stillWaiting;
    }
    return sorted;
  }
}
