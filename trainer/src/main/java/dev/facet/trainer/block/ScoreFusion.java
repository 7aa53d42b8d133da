package dev.facet.trainer.block;

import dev.facet.trainer.graph.Layers;
import dev.facet.trainer.graph.Role;
import dev.facet.trainer.graph.Start;
import org.nd4j.autodiff.samediff.SDVariable;

/**
 * Adaptive score fusion (BLAN, eq. 6): {@code W (s_1, ..., s_K, sum of s_i)} with a learned weight
 * for each of the K + 1 scores of each attribute. A score is the difference of the two that the
 * paper's two-way softmax takes, so the softmax is a sigmoid of the result. The weights begin equal
 * and give the mean of the levels' scores; they are spared by weight decay.
 *
 * <p>The paper trains this module by SGD with the rate 0.0001 and the rest by Adam (section 4.2);
 * here it learns together with the rest, by the recipe's optimizer.
 *
 * @param name of its weights, {@code [1, K + 1, A]}
 */
public record ScoreFusion(String name) {
  /**
   * Adds the fusion.
   *
   * @param scores {@code [N, K, A]}
   * @return {@code [N, A]}
   */
  public SDVariable build(Layers layers, SDVariable scores, int levels, int attributes) {
    SDVariable weight =
        layers.parameter(
            name, Role.SCALE, new Start.Constant(0.5f / levels), 1, levels + 1L, attributes);
    return layers.graph().concat(1, scores, scores.sum(true, 1)).mul(weight).sum(false, 1);
  }
}
