package dev.facet.trainer.fit;

import dev.facet.trainer.data.FaceStore;

/**
 * The two numbers that an epoch is judged by.
 *
 * @param loss sum over attributes of mean cross-entropies
 * @param accuracy mean over faces and attributes at threshold 0.5, in 0..1
 */
record Validation(double loss, double accuracy) {
  private static final double LEAST = 1e-7;

  static Validation of(float[][] probabilities, FaceStore faces) {
    double loss = 0;
    long right = 0;
    long all = 0;
    for (int i = 0; i < probabilities.length; i++) {
      boolean[] labels = faces.labels(i);
      for (int a = 0; a < labels.length; a++) {
        double p = probabilities[i][a];
        loss -= Math.log(Math.max(LEAST, labels[a] ? p : 1 - p));
        right += (p >= 0.5) == labels[a] ? 1 : 0;
        all++;
      }
    }
    return new Validation(loss / Math.max(1, probabilities.length), (double) right / all);
  }
}
