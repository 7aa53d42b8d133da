package dev.facet.trainer.network;

import dev.facet.trainer.graph.Features;
import dev.facet.trainer.graph.Layers;
import dev.facet.trainer.graph.Role;
import dev.facet.trainer.graph.Start;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.enums.WeightsFormat;
import org.nd4j.linalg.api.ops.impl.layers.convolution.config.Conv2DConfig;
import org.nd4j.linalg.api.ops.impl.layers.convolution.config.PaddingMode;

/**
 * Position-squeeze and excitation, form (b), for K branches at once (PSE, section 3.2, figure 4b).
 * Each branch's maps {@code [C, h, w]} are averaged over channels at every position (eq. 1), a 3x3
 * convolution to C / 16 maps with a rectifier and a 1x1 convolution to one map with a sigmoid give
 * the mask (eq. 2), and the maps are multiplied by it (eq. 3).
 *
 * <p>The K branches are one wide operator each: the first convolution is depthwise with C / 16
 * outputs for each of the K squeezed maps, the second a product and a sum inside each branch.
 */
public final class PositionExcitation {
  private final String name;
  private final int branches;

  /**
   * A block for K branches.
   *
   * @param name prefix of its parameters
   * @param branches K
   */
  public PositionExcitation(String name, int branches) {
    this.name = name;
    this.branches = branches;
  }

  /**
   * What the block makes.
   *
   * @param excited the maps under their masks, {@code [N, K, C, h * w]}
   * @param masks {@code [N, K, h, w]}, in 0..1
   */
  public record Result(SDVariable excited, SDVariable masks) {}

  /** Adds the block to maps {@code [N, K * C, h, w]}, branch after branch. */
  public Result build(Layers layers, Features maps) {
    int channels = maps.channels() / branches;
    int hidden = Math.max(1, channels / 16);
    int height = maps.height();
    int width = maps.width();
    SDVariable grouped = maps.variable().reshape(-1, branches, channels, maps.plane());
    SDVariable squeezed = grouped.mean(name + ".squeeze", false, 2);
    SDVariable inner =
        depthwise(layers, squeezed.reshape(-1, branches, height, width), hidden)
            .reshape(-1, branches, hidden, maps.plane());
    SDVariable weight =
        layers.parameter(
            name + ".excite.weight", Role.WEIGHT, Start.linear(hidden), 1, branches, hidden, 1);
    SDVariable bias =
        layers.parameter(
            name + ".excite.bias", Role.BIAS, new Start.Constant(0), 1, branches, 1, 1);
    SDVariable logits = inner.mul(weight).sum(name + ".excite.sum", true, 2).add(bias);
    SDVariable mask = layers.graph().nn().sigmoid(logits);
    SDVariable masks = mask.reshape(-1, branches, height, width).rename(AttributeNetwork.MASKS);
    return new Result(grouped.mul(name + ".excited", mask), masks);
  }

  /** 3x3 convolution of each squeezed map to its own hidden maps, with a rectifier. */
  private SDVariable depthwise(Layers layers, SDVariable squeezed, int hidden) {
    SDVariable weight =
        layers.parameter(
            name + ".squeeze.weight", Role.WEIGHT, Start.he(9), 3, 3, branches, hidden);
    SDVariable bias =
        layers.parameter(
            name + ".squeeze.bias", Role.BIAS, new Start.Constant(0), (long) branches * hidden);
    Conv2DConfig configuration =
        Conv2DConfig.builder()
            .kH(3)
            .kW(3)
            .sH(1)
            .sW(1)
            .pH(1)
            .pW(1)
            .dH(1)
            .dW(1)
            .paddingMode(PaddingMode.VALID)
            .dataFormat(Conv2DConfig.NCHW)
            .weightsFormat(WeightsFormat.YXIO)
            .build();
    SDVariable convolved =
        layers.graph().cnn().depthWiseConv2d(squeezed, weight, bias, configuration);
    return layers.graph().nn().relu(convolved, 0);
  }
}
