package dev.facet.trainer.network;

import dev.facet.trainer.rule.Rules;

/**
 * The convolutions of one of BLAN's attribute classifiers (BLAN, table 2).
 *
 * @param kernel extent of the first convolution, odd
 * @param stride of the first convolution, at least 1
 * @param wide channels that the first convolution gives out
 * @param narrow channels that the second convolution, 1x1, gives out
 */
public record ClassifierSpec(int kernel, int stride, int wide, int narrow) {
  /**
   * Checks every field.
   *
   * @throws IllegalArgumentException if one breaks its rule
   */
  public ClassifierSpec {
    Rules.odd("kernel", kernel);
    Rules.atLeastOne("stride", stride);
    Rules.atLeastOne("wide", wide);
    Rules.atLeastOne("narrow", narrow);
  }
}
