package dev.facet.trainer.block;

import dev.facet.trainer.graph.Features;
import dev.facet.trainer.graph.Layers;
import dev.facet.trainer.graph.Start;
import org.nd4j.autodiff.samediff.SDVariable;

/**
 * One score for each of K branches, a linear map of the branch's own numbers: a convolution in K
 * groups of maps with a single position.
 *
 * @param name prefix of its parameters
 * @param branches K
 */
public record BranchScore(String name, int branches) {
  /**
   * Adds the map.
   *
   * @param numbers {@code [N, K * inputs]} or {@code [N, K, inputs]}, branch after branch
   * @param inputs how many numbers a branch has
   * @return {@code [N, K]}
   */
  public SDVariable build(Layers layers, SDVariable numbers, int inputs) {
    int all = branches * inputs;
    Features maps = new Features(numbers.reshape(-1, all, 1, 1), all, 1, 1);
    Features scores = layers.convolution(name, maps, branches, 1, branches, Start.linear(inputs));
    return layers.bias(name + ".bias", scores).variable().reshape(-1, branches);
  }
}
