package dev.facet.trainer.block;

import dev.facet.trainer.graph.Features;
import dev.facet.trainer.graph.Layers;
import dev.facet.trainer.kernel.ChannelGate;
import dev.facet.trainer.rule.Rules;
import org.nd4j.autodiff.samediff.SDVariable;

/**
 * Squeeze-and-excitation (Hu et al. 2018, eq. 2 to 4): the mean of each channel, a linear map to
 * {@code C / reduction} numbers with a rectifier, one back to C with a sigmoid, and a product of
 * each channel with its number.
 *
 * @param name prefix of its parameters
 * @param reduction r, at least 1; at least one number is kept
 */
public record SqueezeExcitation(String name, int reduction) {
  /**
   * Checks the reduction.
   *
   * @throws IllegalArgumentException if it is below 1
   */
  public SqueezeExcitation {
    Rules.atLeastOne("reduction", reduction);
  }

  /** Adds the block to maps {@code [N, C, H, W]}; the result has the same extents. */
  public Features build(Layers layers, Features maps) {
    return Gates.byChannel(layers, maps, scale(layers, maps));
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
    Features sum = Gates.byChannel(layers, maps, scale).plus(residual);
    return maps.with(layers.graph().nn().relu(sum.variable(), 0));
  }

  /** A number in 0..1 for each channel, {@code [N, C]}. */
  private SDVariable scale(Layers layers, Features maps) {
    SDVariable excited =
        new Reduction(name, reduction).build(layers, layers.globalMean(maps), maps.channels());
    return layers.graph().nn().sigmoid(excited);
  }
}
