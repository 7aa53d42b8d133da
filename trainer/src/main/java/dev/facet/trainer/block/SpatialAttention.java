package dev.facet.trainer.block;

import dev.facet.trainer.graph.Features;
import dev.facet.trainer.graph.Layers;
import dev.facet.trainer.rule.Rules;
import org.nd4j.autodiff.samediff.SDVariable;

/**
 * Where it matters in maps: {@code sigmoid(Conv([AvgPool(F); MaxPool(F)]))} with both pools over
 * channels, one weight a position (BLAN, eq. 3; Woo et al. 2018, eq. 3).
 *
 * @param name prefix of its parameters
 * @param kernel extent of the convolution, odd
 */
public record SpatialAttention(String name, int kernel) {
  /**
   * Checks the kernel.
   *
   * @throws IllegalArgumentException if it is even or below 1
   */
  public SpatialAttention {
    Rules.odd("kernel", kernel);
  }

  /** The weights of maps {@code [N, C, H, W]}: {@code [N, 1, H, W]}, in 0..1. */
  public SDVariable build(Layers layers, Features maps) {
    return layers.graph().nn().sigmoid(logits(layers, maps));
  }

  /** The weights before their sigmoid, {@code [N, 1, H, W]}. */
  SDVariable logits(Layers layers, Features maps) {
    Features pools = Pools.overChannels(layers, maps);
    return layers.convolution(name + ".conv", pools, 1, kernel, 1).variable();
  }
}
