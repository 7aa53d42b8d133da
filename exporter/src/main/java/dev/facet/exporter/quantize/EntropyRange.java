package dev.facet.exporter.quantize;

/** The range that {@link RangeMethod#ENTROPY} chooses. */
final class EntropyRange {
  private static final int LEVELS = 256;
  private static final int CANDIDATES = 128;

  private EntropyRange() {}

  static Range choose(Histogram seen) {
    double largest = Math.max(Math.abs(seen.low()), Math.abs(seen.high()));
    Range best = Range.of(seen.low(), seen.high());
    double least = Double.POSITIVE_INFINITY;
    for (int candidate = CANDIDATES / 8; candidate <= CANDIDATES; candidate++) {
      double limit = largest * candidate / CANDIDATES;
      double low = Math.max(seen.low(), -limit);
      double high = Math.min(seen.high(), limit);
      double divergence = divergence(seen, low, high);
      if (divergence < least) {
        least = divergence;
        best = Range.of(low, high);
      }
    }
    return best;
  }

  /**
   * How many nats are lost when the numbers between two bounds share 256 levels and those outside
   * take the bounds' place.
   */
  private static double divergence(Histogram seen, double low, double high) {
    double[] mass = new double[Histogram.BINS];
    int first = bin(seen, low);
    int last = bin(seen, high);
    for (int bin = 0; bin < Histogram.BINS; bin++) {
      mass[Math.clamp(bin, first, last)] += seen.count(bin);
    }
    double total = seen.total();
    double sum = 0;
    int width = last - first + 1;
    for (int level = 0; level < LEVELS; level++) {
      int from = first + level * width / LEVELS;
      int until = first + (level + 1) * width / LEVELS;
      sum += level(seen, mass, from, until, total);
    }
    return sum;
  }

  /** Within a level the quantized distribution is flat over the bins that hold any number. */
  private static double level(Histogram seen, double[] mass, int from, int until, double total) {
    double inside = 0;
    int filled = 0;
    for (int bin = from; bin < until; bin++) {
      inside += seen.count(bin);
      filled += seen.count(bin) > 0 ? 1 : 0;
    }
    double sum = 0;
    for (int bin = from; bin < until; bin++) {
      if (mass[bin] > 0) {
        double quantized = filled == 0 ? 0 : inside / filled;
        sum += mass[bin] / total * Math.log(mass[bin] / Math.max(quantized, 1e-9 * total));
      }
    }
    return sum;
  }

  private static int bin(Histogram seen, double number) {
    double share = (number - seen.low()) / (seen.high() - seen.low());
    return Math.clamp((int) (share * Histogram.BINS), 0, Histogram.BINS - 1);
  }
}
