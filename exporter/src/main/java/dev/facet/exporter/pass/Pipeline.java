package dev.facet.exporter.pass;

import dev.facet.exporter.graph.Graph;
import java.util.List;

/**
 * Passes one after the other.
 *
 * @param passes in the order in which they run
 */
public record Pipeline(List<Pass> passes) implements Pass {
  /** Copies the list. */
  public Pipeline {
    passes = List.copyOf(passes);
  }

  @Override
  public Graph apply(Graph graph) {
    Graph result = graph;
    for (Pass pass : passes) {
      result = pass.apply(result);
    }
    return result;
  }
}
