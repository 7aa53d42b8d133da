package dev.facet.trainer.block;

import dev.facet.trainer.graph.Layers;
import org.nd4j.autodiff.samediff.SDVariable;

/**
 * How strongly attributes take part in each other: every attribute is a node, and a node becomes
 * the mean of all nodes weighted by its row of the affinity (GAL, figure 4).
 */
public sealed interface Affinity permits GraphAttention, GroupAffinity {

  /**
   * What the block makes.
   *
   * @param refined nodes that know of each other, {@code [N, A, D]}
   * @param affinity {@code [N, A, A]}, rows of sum 1
   */
  record Result(SDVariable refined, SDVariable affinity) {}

  /** The weights of all nodes for each node, {@code [N, A, A]}, from nodes {@code [N, A, D]}. */
  SDVariable weights(Layers layers, SDVariable nodes);

  /** Adds the block to nodes {@code [N, A, D]}. */
  default Result build(Layers layers, SDVariable nodes) {
    SDVariable affinity = weights(layers, nodes);
    return new Result(layers.product(affinity, nodes, false), affinity);
  }
}
