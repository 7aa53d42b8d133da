package dev.facet.pipeline.canary;

import java.util.List;

/** The value below which a share of the values lies. */
final class Percentile {
  private Percentile() {}

  /** The 95th percentile by nearest rank; 0 of nothing. */
  static double of95(List<Double> values) {
    if (values.isEmpty()) {
      return 0;
    }
    List<Double> sorted = values.stream().sorted().toList();
    return sorted.get((int) Math.ceil(0.95 * sorted.size()) - 1);
  }
}
