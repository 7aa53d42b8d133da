package dev.facet.trainer.evaluate;

import java.util.ArrayList;
import java.util.List;

/** Counts predictions by their probability, in bins of equal width over 0..1. */
final class Calibration {
  static final int BINS = 15;

  private final int[] counts = new int[BINS];
  private final int[] present = new int[BINS];
  private final double[] sums = new double[BINS];

  void add(float probability, boolean label) {
    int bin = Math.min(BINS - 1, (int) (probability * BINS));
    counts[bin]++;
    sums[bin] += probability;
    present[bin] += label ? 1 : 0;
  }

  void add(Calibration other) {
    for (int b = 0; b < BINS; b++) {
      counts[b] += other.counts[b];
      present[b] += other.present[b];
      sums[b] += other.sums[b];
    }
  }

  double expectedError() {
    double gaps = 0;
    long total = 0;
    for (int b = 0; b < BINS; b++) {
      gaps += Math.abs(sums[b] - present[b]);
      total += counts[b];
    }
    return total == 0 ? 0 : gaps / total;
  }

  List<ReliabilityBin> bins() {
    List<ReliabilityBin> bins = new ArrayList<>(BINS);
    for (int b = 0; b < BINS; b++) {
      int count = counts[b];
      bins.add(
          new ReliabilityBin(
              (double) b / BINS,
              (double) (b + 1) / BINS,
              count,
              count == 0 ? 0 : sums[b] / count,
              count == 0 ? 0 : (double) present[b] / count));
    }
    return List.copyOf(bins);
  }
}
