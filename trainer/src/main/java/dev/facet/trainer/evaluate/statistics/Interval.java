package dev.facet.trainer.evaluate.statistics;

import java.util.Arrays;

/**
 * A confidence interval.
 *
 * @param low its lower end
 * @param high its upper end
 */
public record Interval(double low, double high) {
  /**
   * The middle part of some numbers, such as the results of resamples (the percentile bootstrap;
   * Efron and Tibshirani, An Introduction to the Bootstrap, 1993, chapter 13).
   *
   * @param values in any order, finite
   * @param share of them that the interval holds, such as 0.95: what is left out is cut off at both
   *     ends alike
   * @throws IllegalArgumentException if there are none, or the share is not between 0 and 1
   */
  public static Interval middle(double[] values, double share) {
    if (values.length == 0 || !(share > 0 && share < 1)) {
      throw new IllegalArgumentException(
          "an interval needs numbers and a share between 0 and 1, found %d and %s"
              .formatted(values.length, share));
    }
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return new Interval(quantile(sorted, (1 - share) / 2), quantile(sorted, (1 + share) / 2));
  }

  /** Linear between the neighbours of {@code p (n - 1)} (Hyndman and Fan's seventh definition). */
  private static double quantile(double[] sorted, double p) {
    double position = p * (sorted.length - 1);
    int below = (int) position;
    int above = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (position - below) * (sorted[above] - sorted[below]);
  }
}
