package dev.facet.trainer.evaluate.verification;

import java.util.Arrays;
import java.util.OptionalDouble;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/** The definitions as they stand: every threshold is tried and every pair counted anew. */
final class NaiveVerification {
  private final float[] similarities;
  private final boolean[] same;
  private final int[] folds;

  NaiveVerification(float[] similarities, boolean[] same, int[] folds) {
    this.similarities = similarities;
    this.same = same;
    this.folds = folds;
  }

  private long count(boolean kind, double threshold) {
    return IntStream.range(0, same.length)
        .filter(i -> same[i] == kind && similarities[i] >= threshold)
        .count();
  }

  private long all(boolean kind) {
    return count(kind, Double.NEGATIVE_INFINITY);
  }

  double falseAcceptRate(double threshold) {
    return (double) count(false, threshold) / all(false);
  }

  double trueAcceptRate(double threshold) {
    return (double) count(true, threshold) / all(true);
  }

  /** Every similarity, and one that accepts nothing. */
  private double[] thresholds() {
    double[] each = IntStream.range(0, same.length).mapToDouble(i -> similarities[i]).toArray();
    return DoubleStream.concat(Arrays.stream(each), DoubleStream.of(Double.POSITIVE_INFINITY))
        .distinct()
        .sorted()
        .toArray();
  }

  double area() {
    double wins = 0;
    for (int i = 0; i < same.length; i++) {
      for (int j = 0; j < same.length; j++) {
        if (same[i] && !same[j]) {
          wins +=
              similarities[i] > similarities[j] ? 1 : similarities[i] == similarities[j] ? 0.5 : 0;
        }
      }
    }
    return wins / all(true) / all(false);
  }

  OptionalDouble trueAcceptRateAt(double falseAcceptRate) {
    if (all(false) * falseAcceptRate < 1 - 1e-9) {
      return OptionalDouble.empty();
    }
    return Arrays.stream(thresholds())
        .filter(t -> falseAcceptRate(t) <= falseAcceptRate + 1e-12)
        .map(this::trueAcceptRate)
        .max();
  }

  /** The least difference between the two rates of mistakes. */
  double leastImbalance() {
    return Arrays.stream(thresholds())
        .map(t -> Math.abs(falseAcceptRate(t) - (1 - trueAcceptRate(t))))
        .min()
        .orElseThrow();
  }

  private double accuracy(int fold, boolean inside, double threshold) {
    return IntStream.range(0, same.length)
        .filter(i -> folds[i] == fold == inside)
        .mapToDouble(i -> similarities[i] >= threshold == same[i] ? 1 : 0)
        .average()
        .orElseThrow();
  }

  /** How good a fold's own threshold is on the other folds, against the best there is. */
  double bestWithout(int fold) {
    return Arrays.stream(thresholds()).map(t -> accuracy(fold, false, t)).max().orElseThrow();
  }

  double accuracyWithout(int fold, double threshold) {
    return accuracy(fold, false, threshold);
  }

  double accuracyWithin(int fold, double threshold) {
    return accuracy(fold, true, threshold);
  }
}
