package dev.facet.trainer.block;

import dev.facet.trainer.graph.Features;
import dev.facet.trainer.graph.Layers;
import dev.facet.trainer.graph.Start;
import org.nd4j.autodiff.samediff.SDVariable;

/**
 * Form (b) of position-squeeze and excitation (PSE, figure 4b): a 3x3 convolution of the squeezed
 * map to {@code C / 16} maps with a rectifier, and a 1x1 convolution to one map. For K branches
 * both are convolutions in K groups.
 *
 * @param name prefix of its parameters
 * @param branches K
 */
public record ConvolutionalExcitation(String name, int branches) implements Excitation {
  @Override
  public SDVariable logits(Layers layers, Features squeezed, int channels) {
    int hidden = Math.max(1, channels / 16);
    Features inner =
        layers.convolution(
            name + ".squeeze", squeezed, branches * hidden, 3, branches, Start.he(9));
    inner = layers.bias(name + ".squeeze.bias", inner);
    inner = inner.with(layers.graph().nn().relu(inner.variable(), 0));
    Features logits =
        layers.convolution(name + ".excite", inner, branches, 1, branches, Start.linear(hidden));
    return layers.bias(name + ".excite.bias", logits).variable();
  }
}
