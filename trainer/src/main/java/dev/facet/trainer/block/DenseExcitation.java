package dev.facet.trainer.block;

import dev.facet.trainer.graph.Features;
import dev.facet.trainer.graph.Layers;
import dev.facet.trainer.graph.Start;
import org.nd4j.autodiff.samediff.SDVariable;

/**
 * Form (a) of position-squeeze and excitation (PSE, figure 4a): a fully connected layer from the
 * {@code h * w} squeezed values to {@code C / 16} numbers with a rectifier, and another back to
 * {@code h * w}.
 *
 * @param name prefix of its parameters
 * @param branches K
 */
public record DenseExcitation(String name, int branches) implements Excitation {
  @Override
  public SDVariable logits(Layers layers, Features squeezed, int channels) {
    int hidden = Math.max(1, channels / 16);
    int plane = squeezed.plane();
    SDVariable positions = squeezed.variable().reshape(-1, (long) branches * plane);
    SDVariable inner =
        new BranchLinear(name + ".squeeze", branches, BranchLinear.evenly(branches, hidden))
            .build(layers, positions, plane, Start.he(plane));
    return new BranchLinear(name + ".excite", branches, BranchLinear.evenly(branches, plane))
        .build(layers, layers.graph().nn().relu(inner, 0), hidden, Start.linear(hidden))
        .reshape(-1, branches, squeezed.height(), squeezed.width());
  }
}
