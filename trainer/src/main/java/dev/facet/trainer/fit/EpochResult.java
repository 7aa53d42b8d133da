package dev.facet.trainer.fit;

/**
 * How an epoch went.
 *
 * @param epoch from 1
 * @param loss mean over its steps
 * @param learningRate of its last step
 * @param validationLoss sum over attributes of mean cross-entropies on the validation faces
 * @param validationAccuracy mean accuracy over attributes, in 0..1
 * @param imagesPerSecond training faces per second
 * @param seconds of training in this epoch
 * @param waitedShare share of that time in which training waited for faces, in 0..1
 */
public record EpochResult(
    int epoch,
    double loss,
    double learningRate,
    double validationLoss,
    double validationAccuracy,
    double imagesPerSecond,
    double seconds,
    double waitedShare) {}
