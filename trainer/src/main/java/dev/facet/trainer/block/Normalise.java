package dev.facet.trainer.block;

import dev.facet.trainer.graph.Layers;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;

/**
 * Vectors brought to length 1, {@code x / sqrt(|x|^2 + 1e-12)}: a vector of zeros stays one, with a
 * finite gradient, and one longer than a hundredth is off by less than 1e-8.
 */
public final class Normalise {
  private static final double EPSILON = 1e-12;

  private Normalise() {}

  /** Every row of {@code [N, D]} at length 1. */
  public static SDVariable rows(Layers layers, SDVariable rows) {
    return rows.div(lengths(layers, rows));
  }

  /** The length of every row of {@code [N, D]}, {@code [N, 1]}, at least 1e-6. */
  static SDVariable lengths(Layers layers, SDVariable rows) {
    SameDiff graph = layers.graph();
    return graph.math().sqrt(rows.mul(rows).sum(true, 1).add(EPSILON));
  }
}
