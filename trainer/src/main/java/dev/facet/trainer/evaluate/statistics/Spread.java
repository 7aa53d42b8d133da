package dev.facet.trainer.evaluate.statistics;

import java.util.List;

/**
 * Some numbers together.
 *
 * @param count how many
 * @param mean of them
 * @param deviation of a sample, with n - 1; 0 for a single number
 * @param least of them
 * @param most of them
 */
public record Spread(int count, double mean, double deviation, double least, double most) {
  /**
   * Sums up.
   *
   * @throws IllegalArgumentException if there are none
   */
  public static Spread of(List<Double> values) {
    if (values.isEmpty()) {
      throw new IllegalArgumentException("a spread needs numbers, found none");
    }
    double mean = values.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
    double squares = values.stream().mapToDouble(v -> (v - mean) * (v - mean)).sum();
    return new Spread(
        values.size(),
        mean,
        Math.sqrt(squares / Math.max(1, values.size() - 1)),
        values.stream().mapToDouble(Double::doubleValue).min().orElseThrow(),
        values.stream().mapToDouble(Double::doubleValue).max().orElseThrow());
  }
}
