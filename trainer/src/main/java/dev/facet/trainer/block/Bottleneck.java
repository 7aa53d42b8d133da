package dev.facet.trainer.block;

import dev.facet.trainer.graph.Features;
import dev.facet.trainer.graph.Layers;
import dev.facet.trainer.rule.Rules;

/**
 * Two convolutions with fewer channels between them: to {@code C / reduction} with normalisation
 * and rectifier, and back to C with normalisation (Dai et al. 2021, eq. 1).
 *
 * @param name prefix of its parameters
 * @param kernel extent of both convolutions, odd; 1 keeps positions apart
 * @param reduction r, at least 1; at least one channel is kept
 */
record Bottleneck(String name, int kernel, int reduction) {
  Bottleneck {
    Rules.atLeastOne("reduction", reduction);
  }

  Features build(Layers layers, Features maps) {
    int hidden = Reduction.inner(maps.channels(), reduction);
    Features inner = layers.convolution(name + ".reduce", maps, hidden, kernel, 1);
    inner = layers.norm(name + ".reduce.norm", inner, true);
    Features outer = layers.convolution(name + ".restore", inner, maps.channels(), kernel, 1);
    return layers.norm(name + ".restore.norm", outer, false);
  }
}
