package dev.facet.trainer.graph;

import dev.facet.trainer.rule.Rules;

/**
 * A mask that a training step draws anew each time: 0 with the rate's probability, else {@code 1 /
 * (1 - rate)}.
 *
 * @param width how many numbers of an image it covers, at least 1
 * @param rate share that is left out, in 0..1 without 1
 */
public record Dropout(int width, double rate) {
  /**
   * Checks every field.
   *
   * @throws IllegalArgumentException if one breaks its rule
   */
  public Dropout {
    Rules.atLeastOne("width", width);
    Rules.share("rate", rate);
  }
}
