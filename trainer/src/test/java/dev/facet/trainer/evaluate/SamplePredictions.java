package dev.facet.trainer.evaluate;

import java.util.List;
import java.util.Random;

/** Made-up predictions, the same for the same seed. */
public final class SamplePredictions {
  private SamplePredictions() {}

  /**
   * Faces whose attributes are shown and predicted by chance, differently for faces that show the
   * first attribute.
   *
   * @param facesOfAPerson how many follow each other with one identity; 0 where none is known
   */
  public static Predictions of(int faces, int facesOfAPerson, List<String> names, long seed) {
    Random random = new Random(seed);
    float[][] probabilities = new float[faces][names.size()];
    boolean[][] labels = new boolean[faces][names.size()];
    int[] identities = new int[faces];
    for (int i = 0; i < faces; i++) {
      identities[i] = facesOfAPerson == 0 ? -1 : 100 + i / facesOfAPerson;
      for (int a = 0; a < names.size(); a++) {
        double often = a > 0 && labels[i][0] ? 0.3 : 0.5;
        labels[i][a] = random.nextDouble() < often;
        boolean right = random.nextDouble() < (labels[i][0] ? 0.9 : 0.75);
        probabilities[i][a] = labels[i][a] == right ? 0.8f : 0.2f;
      }
    }
    return new Predictions(names, probabilities, names, labels, identities);
  }
}
