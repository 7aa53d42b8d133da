package dev.facet.trainer.block;

import dev.facet.trainer.graph.Layers;
import dev.facet.trainer.graph.Start;
import dev.facet.trainer.rule.Rules;
import org.nd4j.autodiff.samediff.SDVariable;

/**
 * Two fully connected layers with fewer numbers between them: to {@code C / reduction} with a
 * rectifier, and back to C (Hu et al. 2018, eq. 3 without its sigmoid; the MLP of Woo et al. 2018,
 * eq. 2).
 *
 * @param name prefix of its parameters
 * @param reduction r, at least 1; at least one number is kept
 */
record Reduction(String name, int reduction) {
  Reduction {
    Rules.atLeastOne("reduction", reduction);
  }

  /** How many of C channels are left between two layers: at least one. */
  static int inner(int channels, int reduction) {
    return Math.max(1, channels / reduction);
  }

  /** Rows of C numbers, {@code [M, C]}, to as many. */
  SDVariable build(Layers layers, SDVariable rows, int channels) {
    int hidden = inner(channels, reduction);
    SDVariable reduced =
        layers.linear(name + ".reduce", rows, channels, hidden, Start.he(channels));
    SDVariable rectified = layers.graph().nn().relu(reduced, 0);
    return layers.linear(name + ".excite", rectified, hidden, channels);
  }
}
