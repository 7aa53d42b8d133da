package dev.facet.trainer.block;

import dev.facet.trainer.graph.Features;
import dev.facet.trainer.graph.Layers;
import dev.facet.trainer.graph.Role;
import dev.facet.trainer.graph.Start;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.enums.WeightsFormat;
import org.nd4j.linalg.api.ops.impl.layers.convolution.config.Conv2DConfig;
import org.nd4j.linalg.api.ops.impl.layers.convolution.config.PaddingMode;

/**
 * Form (b) of position-squeeze and excitation (PSE, figure 4b): a 3x3 convolution of the squeezed
 * map to {@code C / 16} maps with a rectifier, and a 1x1 convolution to one map.
 *
 * <p>The K branches are one wide operator each: the first convolution is depthwise with C / 16
 * outputs for each of the K squeezed maps, the second a product and a sum inside each branch.
 *
 * @param name prefix of its parameters
 * @param branches K
 */
public record ConvolutionalExcitation(String name, int branches) implements Excitation {
  @Override
  public SDVariable logits(Layers layers, SDVariable squeezed, Features extents) {
    int hidden = Math.max(1, extents.channels() / 16);
    SDVariable maps = squeezed.reshape(-1, branches, extents.height(), extents.width());
    SDVariable inner =
        depthwise(layers, maps, hidden).reshape(-1, branches, hidden, extents.plane());
    SDVariable weight =
        layers.parameter(
            name + ".excite.weight", Role.WEIGHT, Start.linear(hidden), 1, branches, hidden, 1);
    SDVariable bias =
        layers.parameter(
            name + ".excite.bias", Role.BIAS, new Start.Constant(0), 1, branches, 1, 1);
    return inner.mul(weight).sum(true, 2).add(bias);
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
