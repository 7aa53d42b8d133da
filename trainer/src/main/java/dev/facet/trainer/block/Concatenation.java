package dev.facet.trainer.block;

import dev.facet.trainer.graph.Features;
import dev.facet.trainer.graph.Layers;
import org.nd4j.autodiff.samediff.SDVariable;

/**
 * Both maps side by side and a normalised 1x1 convolution back to the channels of one (AAFace,
 * table 2).
 *
 * @param name prefix of its parameters
 */
public record Concatenation(String name) implements Integration {
  @Override
  public Features build(Layers layers, Features recognition, Features attributes) {
    int channels = recognition.channels();
    SDVariable both = layers.graph().concat(1, recognition.variable(), attributes.variable());
    Features side = new Features(both, 2 * channels, recognition.height(), recognition.width());
    Features mixed = layers.convolution(name + ".conv", side, channels, 1, 1);
    return layers.norm(name + ".norm", mixed, false);
  }
}
