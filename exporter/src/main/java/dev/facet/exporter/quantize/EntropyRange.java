package dev.facet.exporter.quantize;

import java.util.Arrays;

/**
 * The clipping at which the distribution of the quantized numbers diverges least from that of the
 * numbers (Migacz 2017, "8-bit inference with TensorRT"; Kullback and Leibler 1951).
 *
 * <p>A candidate keeps the bins within a distance of zero. P is the distribution over these bins,
 * with what lies outside in the outermost ones; Q is what 256 levels leave of it: each level's
 * numbers, without those from outside, in equal parts over those of its bins that hold any. After a
 * rectifier there is nothing below zero, and only the upper bound is searched. Exact zeros are left
 * out, as TensorRT and NVIDIA's toolkit for PyTorch leave out the first bin: every range says them
 * exactly, but as half of all numbers in one bin they would make any level that is wider than a bin
 * look like a loss.
 */
final class EntropyRange {
  private static final int LEVELS = 256;
  private static final int STRIDE = 8;

  /** What stands for no number at all, in numbers. */
  private static final double ALMOST_NOTHING = 1e-4;

  private EntropyRange() {}

  static Range choose(Histogram seen) {
    long[] counts = seen.withoutZeros();
    double reach = Math.max(Math.abs(seen.low()), Math.abs(seen.high()));
    Range best = Range.of(seen.low(), seen.high());
    double least = Double.POSITIVE_INFINITY;
    // From wide to narrow, so that of equal candidates the one that clips least is taken.
    for (int share = Histogram.BINS; share >= STRIDE; share -= STRIDE) {
      double limit = reach * share / Histogram.BINS;
      int first = seen.bin(Math.max(seen.low(), -limit));
      int last = seen.bin(Math.min(seen.high(), Math.nextDown(limit)));
      if (last - first + 1 < LEVELS) {
        break;
      }
      double divergence = divergence(counts, first, last, LEVELS);
      if (divergence < least) {
        least = divergence;
        best = Range.of(seen.edge(first), seen.edge(last + 1));
      }
    }
    return best;
  }

  /**
   * The divergence {@code sum of P log(P / Q)} in nats, never negative.
   *
   * @param counts numbers of each bin
   * @param first the first bin that is kept
   * @param last the last one
   * @param levels over which the kept bins are spread, at most as many as these
   */
  static double divergence(long[] counts, int first, int last, int levels) {
    int width = last - first + 1;
    double[] reference = new double[width];
    for (int bin = 0; bin < counts.length; bin++) {
      reference[Math.clamp(bin, first, last) - first] += counts[bin];
    }
    double[] quantized = new double[width];
    for (int level = 0; level < levels; level++) {
      int from = level * width / levels;
      int until = (level + 1) * width / levels;
      double share = share(counts, reference, first, from, until);
      for (int i = from; i < until; i++) {
        quantized[i] = reference[i] > 0 ? share : 0;
      }
    }
    smooth(reference);
    smooth(quantized);
    double sum = 0;
    for (int i = 0; i < width; i++) {
      sum += reference[i] == 0 ? 0 : reference[i] * Math.log(reference[i] / quantized[i]);
    }
    return sum;
  }

  /** The part of a level's numbers that each of its bins with any gets. */
  private static double share(long[] counts, double[] reference, int first, int from, int until) {
    double inside = 0;
    int filled = 0;
    for (int i = from; i < until; i++) {
      inside += counts[first + i];
      filled += reference[i] > 0 ? 1 : 0;
    }
    return filled == 0 ? 0 : inside / filled;
  }

  /**
   * Makes counts a distribution without zeros: empty bins get almost nothing, which the others give
   * in proportion.
   */
  private static void smooth(double[] counts) {
    double total = Arrays.stream(counts).sum();
    long empty = Arrays.stream(counts).filter(count -> count == 0).count();
    double almost = ALMOST_NOTHING / Math.max(total, 1);
    for (int i = 0; i < counts.length; i++) {
      counts[i] = counts[i] == 0 || total == 0 ? almost : counts[i] / total * (1 - almost * empty);
    }
  }
}
