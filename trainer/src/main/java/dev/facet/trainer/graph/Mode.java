package dev.facet.trainer.graph;

/** What a graph is built for. */
public enum Mode {
  /** Normalisation by the batch's moments, dropout, losses and, later, gradients. */
  TRAINING,
  /** Normalisation by running statistics and ND4J's own operators only: what is saved. */
  INFERENCE
}
