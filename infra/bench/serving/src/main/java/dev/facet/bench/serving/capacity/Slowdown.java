package dev.facet.bench.serving.capacity;

import java.util.Collections;
import java.util.List;

/**
 * How much longer everything takes while more is done at a time on the same processors, as it was
 * measured.
 *
 * @param factors times of one of 1, 2, 3 ... requests at a time, as multiples of the first; beyond
 *     the last they grow in proportion, as processors that are shared evenly make them
 */
public record Slowdown(List<Double> factors) {
  /** Checks that it begins at 1. */
  public Slowdown {
    factors = List.copyOf(factors);
    if (factors.isEmpty() || Math.abs(factors.getFirst() - 1) > 1e-9) {
      throw new IllegalArgumentException("the first factor must be 1, found " + factors);
    }
  }

  /** Processors of an ideal machine: nobody is slowed down before all are busy. */
  public static Slowdown ideal(int processors) {
    return new Slowdown(Collections.nCopies(processors, 1.0));
  }

  /**
   * The factor for a demand.
   *
   * @param demand how many processors would be busy if there were enough
   */
  public double at(double demand) {
    if (demand <= 1) {
      return 1;
    }
    int last = factors.size();
    if (demand >= last) {
      return factors.getLast() * demand / last;
    }
    int below = (int) demand;
    double low = factors.get(below - 1);
    return low + (factors.get(below) - low) * (demand - below);
  }
}
