package dev.facet.trainer.block;

import dev.facet.trainer.graph.Features;
import dev.facet.trainer.graph.Layers;
import dev.facet.trainer.rule.Rules;
import org.nd4j.autodiff.samediff.SDVariable;

/**
 * What matters in maps: {@code sigmoid(MLP(AvgPool(F)) + MLP(MaxPool(F)))}, one weight a channel
 * (BLAN, eq. 2; Woo et al. 2018, eq. 2). BLAN prints the bracket of the sigmoid before the sum; its
 * weights would then leave 0..1, so the form of the work that it cites is taken.
 *
 * @param name prefix of its parameters
 * @param reduction the one hidden layer of the shared MLP has {@code C / reduction} numbers, at
 *     least one
 */
public record ChannelAttention(String name, int reduction) {
  /**
   * Checks the reduction.
   *
   * @throws IllegalArgumentException if it is below 1
   */
  public ChannelAttention {
    Rules.atLeastOne("reduction", reduction);
  }

  /** The weights of maps {@code [N, C, H, W]}: {@code [N, C]}, in 0..1. */
  public SDVariable build(Layers layers, Features maps) {
    return layers.graph().nn().sigmoid(logits(layers, maps));
  }

  /** The weights before their sigmoid, {@code [N, C]}. */
  SDVariable logits(Layers layers, Features maps) {
    int channels = maps.channels();
    SDVariable pooled = Pools.overPositions(layers, maps).reshape(-1, channels);
    SDVariable both = new Reduction(name, reduction).build(layers, pooled, channels);
    return both.reshape(-1, 2, channels).sum(false, 1);
  }
}
