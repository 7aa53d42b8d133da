package dev.facet.trainer.network;

import dev.facet.trainer.block.AttentionOrder;
import dev.facet.trainer.block.ResidualDualAttention;
import dev.facet.trainer.rule.Rules;

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
    Rules.atLeastOne("reduction", reduction);
    Rules.odd("kernel", kernel);
  }

  /** The module of that form. */
  ResidualDualAttention block(String name) {
    return new ResidualDualAttention(name, order, reduction, kernel);
  }
}
