package dev.facet.trainer.block;

import dev.facet.trainer.graph.Features;
import dev.facet.trainer.graph.Layers;

/**
 * Both maps side by side and a normalised 1x1 convolution back to the channels of one (AAFace,
 * table 2).
 *
 * @param name prefix of its parameters
 */
public record Concatenation(String name) implements Integration {
  @Override
  public Features build(Layers layers, Features recognition, Features attributes) {
    Features both = layers.concat(recognition, attributes);
    Features mixed = layers.convolution(name + ".conv", both, recognition.channels(), 1, 1);
    return layers.norm(name + ".norm", mixed, false);
  }
}
