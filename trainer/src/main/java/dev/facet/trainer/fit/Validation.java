package dev.facet.trainer.fit;

import dev.facet.trainer.data.DataException;
import dev.facet.trainer.data.FaceStore;

/**
 * The two numbers that an epoch is judged by.
 *
 * @param loss sum over attributes of mean cross-entropies
 * @param accuracy mean over faces and attributes at threshold 0.5, in 0..1
 */
record Validation(double loss, double accuracy) {
  private static final double LEAST = 1e-7;

  /**
   * Judges predictions.
   *
   * @throws DataException if one is not a number
   */
  static Validation of(float[][] probabilities, FaceStore faces) {
    double loss = 0;
    long right = 0;
    long all = 0;
    for (int i = 0; i < probabilities.length; i++) {
      boolean[] labels = faces.labels(i);
      for (int a = 0; a < labels.length; a++) {
        double p = probabilities[i][a];
        if (!Double.isFinite(p)) {
          throw new DataException(
              "the network answers %s for a validation face: it diverged; lower".formatted(p)
                  + " optimizer.learningRate and begin in a new --out.");
        }
        loss -= Math.log(Math.max(LEAST, labels[a] ? p : 1 - p));
        right += (p >= 0.5) == labels[a] ? 1 : 0;
        all++;
      }
    }
    return new Validation(loss / Math.max(1, probabilities.length), (double) right / all);
  }
}
