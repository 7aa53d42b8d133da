package dev.facet.trainer.evaluate;

import java.util.OptionalDouble;

/**
 * What is known of one epoch of training.
 *
 * @param epoch from 1
 * @param trainLoss the mean loss of its steps
 * @param validationLoss the mean loss on the validation partition, absent if it was not judged
 * @param validationMeanAccuracy the mean accuracy there, in 0..1, absent if it was not judged
 * @param validationVerification the area under the ROC curve over pairs of validation faces, in
 *     0..1, absent if there are no embeddings
 * @param learningRate the rate of its last step
 * @param imagesPerSecond faces trained on each second, evaluation apart
 * @param seconds of training, evaluation apart
 * @param waitedShare share of those seconds in which training waited for faces, in 0..1
 */
public record EpochRow(
    int epoch,
    double trainLoss,
    OptionalDouble validationLoss,
    OptionalDouble validationMeanAccuracy,
    OptionalDouble validationVerification,
    double learningRate,
    double imagesPerSecond,
    double seconds,
    double waitedShare) {
  /**
   * Checks the epoch and the share.
   *
   * @throws IllegalArgumentException if the epoch is below 1 or the share outside 0..1
   */
  public EpochRow {
    if (epoch < 1) {
      throw new IllegalArgumentException("epochs count from 1, found " + epoch);
    }
    if (!(waitedShare >= 0 && waitedShare <= 1)) {
      throw new IllegalArgumentException("waited share must be in 0..1, found " + waitedShare);
    }
  }

  /** An epoch of a network without embeddings. */
  public EpochRow(
      int epoch,
      double trainLoss,
      OptionalDouble validationLoss,
      OptionalDouble validationMeanAccuracy,
      double learningRate,
      double imagesPerSecond,
      double seconds,
      double waitedShare) {
    this(
        epoch,
        trainLoss,
        validationLoss,
        validationMeanAccuracy,
        OptionalDouble.empty(),
        learningRate,
        imagesPerSecond,
        seconds,
        waitedShare);
  }
}
