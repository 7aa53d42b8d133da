package dev.facet.trainer.network;

import dev.facet.trainer.block.AttentionOrder;
import dev.facet.trainer.block.ResidualDualAttention;

/**
 * How BLAN's attention modules look.
 *
 * @param order how channel and spatial attention follow each other
 * @param reduction of the channel attention's hidden layer, at least 1
 * @param kernel extent of the spatial attention's convolution, odd
 */
public record AttentionSpec(AttentionOrder order, int reduction, int kernel) {
  /**
   * Checks every field.
   *
   * @throws IllegalArgumentException if one breaks its rule
   */
  public AttentionSpec {
    if (reduction < 1) {
      throw new IllegalArgumentException("reduction must be positive, found " + reduction);
    }
    if (kernel < 1 || kernel % 2 == 0) {
      throw new IllegalArgumentException("kernel must be odd and positive, found " + kernel);
    }
  }

  /** The module of that form. */
  ResidualDualAttention block(String name) {
    return new ResidualDualAttention(name, order, reduction, kernel);
  }
}
