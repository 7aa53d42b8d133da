package dev.facet.trainer.block;

import dev.facet.trainer.graph.Features;
import dev.facet.trainer.graph.Layers;

/**
 * Squeeze-and-excitation of what is added, {@code F_FR + SE(F_SB)} (AAFace, table 2, "SENET"; Dai
 * et al. 2021, table 1, "refinement"): it looks at one of the two maps only.
 *
 * @param name prefix of its parameters
 * @param reduction r, at least 1; AAFace does not say which its rival has
 */
public record ExcitedAddition(String name, int reduction) implements Integration {
  @Override
  public Features build(Layers layers, Features recognition, Features attributes) {
    Features excited = new SqueezeExcitation(name, reduction).build(layers, attributes);
    return recognition.plus(excited);
  }
}
