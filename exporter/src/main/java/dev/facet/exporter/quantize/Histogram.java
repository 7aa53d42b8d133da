package dev.facet.exporter.quantize;

import dev.facet.trainer.rule.Rules;

/**
 * How often numbers of an activation fall into equal bins between the least and the largest. Exact
 * zeros are counted apart as well: a rectifier makes them in masses, and every range says them
 * without error.
 */
final class Histogram {
  /** How many bins there are. */
  static final int BINS = 2048;

  private final double low;
  private final double high;
  private final long[] counts = new long[BINS];
  private long zeros;

  /**
   * An empty histogram.
   *
   * @param low the least number that was seen
   * @param high the largest, not below the least
   * @throws IllegalArgumentException if one is not finite or they are in the wrong order
   */
  Histogram(double low, double high) {
    if (!(Double.isFinite(low) && Double.isFinite(high) && low <= high)) {
      throw new IllegalArgumentException(
          "an activation's numbers must be finite and the least not above the largest, found %s to %s"
              .formatted(low, high));
    }
    this.low = low;
    this.high = high;
  }

  /** Counts numbers; those outside of the bounds count at the nearer one. */
  void add(float[] numbers) {
    for (float number : numbers) {
      counts[bin(number)]++;
      zeros += number == 0 ? 1 : 0;
    }
  }

  /** The bin into which a number falls. */
  int bin(double number) {
    double share = high > low ? (number - low) / (high - low) : 0;
    return Math.clamp((int) (share * BINS), 0, BINS - 1);
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

  /** How many numbers of each bin are not exactly zero; a fresh copy. */
  long[] withoutZeros() {
    long[] others = counts.clone();
    others[bin(0)] -= zeros;
    return others;
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

  /**
   * The number below which a share of all numbers lies, as if each bin were filled evenly.
   *
   * @param share in 0..1 without 1
   */
  double quantile(double share) {
    Rules.share("share", share);
    double wanted = share * total();
    long below = 0;
    for (int bin = 0; bin < BINS; bin++) {
      if (counts[bin] > 0 && below + counts[bin] >= wanted) {
        return edge(bin) + (edge(bin + 1) - edge(bin)) * (wanted - below) / counts[bin];
      }
      below += counts[bin];
    }
    return high;
  }
}
