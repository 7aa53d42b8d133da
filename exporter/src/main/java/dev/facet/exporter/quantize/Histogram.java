package dev.facet.exporter.quantize;

import dev.facet.trainer.rule.Rules;

/** How often numbers of an activation fall into equal bins between the least and the largest. */
final class Histogram {
  /** How many bins there are. */
  static final int BINS = 2048;

  private final double low;
  private final double high;
  private final long[] counts = new long[BINS];

  /**
   * An empty histogram.
   *
   * @param low the least number that was seen
   * @param high the largest
   */
  Histogram(double low, double high) {
    this.low = low;
    this.high = high;
  }

  /** Counts numbers. */
  void add(float[] numbers) {
    double perBin = high > low ? BINS / (high - low) : 0;
    for (float number : numbers) {
      int bin = (int) ((number - low) * perBin);
      counts[Math.clamp(bin, 0, BINS - 1)]++;
    }
  }

  /** The least number. */
  double low() {
    return low;
  }

  /** The largest number. */
  double high() {
    return high;
  }

  /** How many numbers fell into a bin. */
  long count(int bin) {
    return counts[bin];
  }

  /** How many numbers there are. */
  long total() {
    long total = 0;
    for (long count : counts) {
      total += count;
    }
    return total;
  }

  /** The number at the lower edge of a bin; at {@link #BINS} the largest number. */
  double edge(int bin) {
    return low + (high - low) * bin / BINS;
  }

  /** The number below which a share of all numbers lies, to the width of a bin. */
  double quantile(double share) {
    Rules.notNegative("share", share);
    double wanted = share * total();
    long below = 0;
    for (int bin = 0; bin < BINS; bin++) {
      below += counts[bin];
      if (below >= wanted) {
        return edge(bin + 1);
      }
    }
    return high;
  }
}
