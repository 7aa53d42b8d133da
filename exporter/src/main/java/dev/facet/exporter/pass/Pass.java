package dev.facet.exporter.pass;

import dev.facet.exporter.graph.Graph;

/** One rewrite of a graph that keeps what the graph computes. */
@FunctionalInterface
public interface Pass {
  /** The rewritten graph; the given one stays as it is. */
  Graph apply(Graph graph);
}
