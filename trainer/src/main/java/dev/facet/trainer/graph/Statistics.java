package dev.facet.trainer.graph;

/**
 * The running moments of one normalisation: how they are named where they are kept and what a
 * training step tells about them.
 *
 * @param mean name of the running mean, {@code [C]}
 * @param variance name of the running variance, {@code [C]}
 * @param channels C
 * @param population how many values of one channel an image has: {@code H * W}
 * @param batchMean variable of the training graph with the batch's mean, {@code [C]}; empty where
 *     the moments do not move: in inference and in frozen layers
 * @param batchInverse variable with {@code 1 / sqrt(biased variance + epsilon)}, {@code [C]}; empty
 *     like the mean
 */
public record Statistics(
    String mean,
    String variance,
    int channels,
    int population,
    String batchMean,
    String batchInverse) {

  /** Whether training moves them. */
  public boolean moves() {
    return !batchMean.isEmpty();
  }
}
