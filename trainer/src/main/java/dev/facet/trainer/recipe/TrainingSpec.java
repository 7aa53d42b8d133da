package dev.facet.trainer.recipe;

/**
 * How long a run is and what makes it repeatable.
 *
 * @param epochs passes over the training faces
 * @param batchSize faces in a step
 * @param seed of first weights, order, variation and dropout
 * @param averaging memory of the exponential moving average of the weights that the run ends with,
 *     in 0..1 without 1; 0 ends with the weights themselves
 */
public record TrainingSpec(int epochs, int batchSize, long seed, double averaging) {
  /**
   * Checks every field.
   *
   * @throws IllegalArgumentException if one breaks its rule
   */
  public TrainingSpec {
    Rules.atLeastOne("epochs", epochs);
    Rules.atLeastOne("batchSize", batchSize);
    Rules.share("averaging", averaging);
  }
}
