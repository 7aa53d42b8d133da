package dev.facet.trainer.evaluate;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Metrics of made-up predictions, the same each time. */
public final class SampleMetrics {
  private SampleMetrics() {}

  /**
   * Judges {@code images} faces that show {@code names} in different measure, the last one never.
   */
  public static Metrics of(int images, List<String> names) {
    Random random = new Random(11);
    float[][] probabilities = new float[images][names.size()];
    boolean[][] labels = new boolean[images][names.size()];
    for (int i = 0; i < images; i++) {
      for (int a = 0; a < names.size(); a++) {
        boolean last = a == names.size() - 1;
        labels[i][a] = !last && random.nextDouble() < (a + 1.0) / (names.size() + 1);
        double logit = (labels[i][a] ? 1.5 : -1.5) + 1.4 * random.nextGaussian();
        probabilities[i][a] = (float) (1 / (1 + Math.exp(-logit)));
      }
    }
    List<Double> prevalence = new ArrayList<>();
    for (int a = 0; a < names.size(); a++) {
      prevalence.add((a + 1.0) / (names.size() + 1));
    }
    return new Evaluator(names).withTrainPrevalence(prevalence).evaluate(probabilities, labels);
  }
}
