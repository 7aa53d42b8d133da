package dev.facet.trainer.graph;

/**
 * Running moments, those of a normalisation as a rule: how they are named where they are kept, how
 * they move and what a training step tells about them.
 *
 * @param mean name of the running mean, {@code [C]}
 * @param variance name of the running variance, {@code [C]}
 * @param channels C
 * @param population how many values of one channel an image has: {@code H * W}
 * @param pace which part of the way to the batch's moments a step moves them, above 0 and up to 1
 * @param firstMean what every mean begins with
 * @param firstVariance what every variance begins with
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
    double pace,
    double firstMean,
    double firstVariance,
    String batchMean,
    String batchInverse) {
  private static final double NORM_PACE = 0.1;

  /**
   * The moments of a normalisation: they begin with 0 and 1 and move a tenth of the way (Ioffe and
   * Szegedy 2015, section 3.1).
   */
  public Statistics(
      String mean,
      String variance,
      int channels,
      int population,
      String batchMean,
      String batchInverse) {
    this(mean, variance, channels, population, NORM_PACE, 0, 1, batchMean, batchInverse);
  }

  /** Whether training moves them. */
  public boolean moves() {
    return !batchMean.isEmpty();
  }
}
