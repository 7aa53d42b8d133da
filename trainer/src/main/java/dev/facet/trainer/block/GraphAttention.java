package dev.facet.trainer.block;

import dev.facet.trainer.graph.Layers;
import org.nd4j.autodiff.samediff.SDVariable;

/**
 * Affinity that is learnt (GAL, figure 4): the softmax by rows of all products of two nodes, {@code
 * softmax(X Xt)}, not scaled.
 */
public record GraphAttention() implements Affinity {
  @Override
  public SDVariable weights(Layers layers, SDVariable nodes) {
    return layers.graph().nn().softmax(layers.product(nodes, nodes, true), 2);
  }
}
