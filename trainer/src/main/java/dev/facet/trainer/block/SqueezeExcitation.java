package dev.facet.trainer.block;

import dev.facet.trainer.graph.Features;
import dev.facet.trainer.graph.Layers;
import dev.facet.trainer.graph.Start;
import dev.facet.trainer.kernel.ChannelGate;
import org.nd4j.autodiff.samediff.SDVariable;

/**
 * Squeeze-and-excitation (Hu et al. 2018, eq. 2 to 4): the mean of each channel, a linear map to
 * {@code C / reduction} numbers with a rectifier, one back to C with a sigmoid, and a product of
 * each channel with its number.
 */
public final class SqueezeExcitation {
  private final String name;
  private final int reduction;

  /**
   * A block.
   *
   * @param name prefix of its parameters
   * @param reduction r, at least 1; at least one number is kept
   */
  public SqueezeExcitation(String name, int reduction) {
    if (reduction < 1) {
      throw new IllegalArgumentException("reduction must be positive, found " + reduction);
    }
    this.name = name;
    this.reduction = reduction;
  }

  /** Adds the block to maps {@code [N, C, H, W]}; the result has the same extents. */
  public Features build(Layers layers, Features maps) {
    SDVariable scale = scale(layers, maps);
    return maps.with(
        layers.computesInJava()
            ? new ChannelGate(layers.graph(), maps.variable(), scale).outputVariable()
            : product(maps, scale));
  }

  /**
   * Adds the block as the end of a residual block: its result plus the residual, rectified (Hu et
   * al. 2018, figure 3).
   *
   * @param residual maps of the same extents
   */
  public Features build(Layers layers, Features maps, Features residual) {
    SDVariable scale = scale(layers, maps);
    if (layers.computesInJava()) {
      SDVariable[] operands = {maps.variable(), scale, residual.variable()};
      return maps.with(new ChannelGate(layers.graph(), operands).outputVariable());
    }
    SDVariable sum = product(maps, scale).add(residual.variable());
    return maps.with(layers.graph().nn().relu(sum, 0));
  }

  /** A number in 0..1 for each channel, {@code [N, C]}. */
  private SDVariable scale(Layers layers, Features maps) {
    int channels = maps.channels();
    int hidden = Math.max(1, channels / reduction);
    SDVariable squeezed = layers.globalMean(maps);
    SDVariable reduced =
        layers.linear(name + ".reduce", squeezed, channels, hidden, Start.he(channels));
    SDVariable inner = layers.graph().nn().relu(reduced, 0);
    return layers.graph().nn().sigmoid(layers.linear(name + ".excite", inner, hidden, channels));
  }

  private static SDVariable product(Features maps, SDVariable scale) {
    return maps.variable().mul(scale.reshape(-1, maps.channels(), 1, 1));
  }
}
