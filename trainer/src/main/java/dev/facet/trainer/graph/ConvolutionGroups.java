package dev.facet.trainer.graph;

import dev.facet.trainer.kernel.ConvolutionShape;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.enums.WeightsFormat;
import org.nd4j.linalg.api.ops.impl.layers.convolution.config.Conv2DConfig;
import org.nd4j.linalg.api.ops.impl.layers.convolution.config.PaddingMode;

/**
 * A convolution in groups, of ND4J's operators, which have no groups themselves: whichever of four
 * forms needs the fewest operators.
 *
 * @param layers what it is added to
 * @param shape the geometry, with stride 1
 * @param input {@code [N, C, H, W]}
 * @param outputs its channels K
 */
record ConvolutionGroups(Layers layers, ConvolutionShape shape, Features input, int outputs) {

  /**
   * Adds the form that fits.
   *
   * @param weight {@code [K, C / groups, k, k]}
   * @return {@code [N, K, H', W']}
   */
  SDVariable build(SDVariable weight) {
    if (input.channels() == shape.groups()) {
      return depthwise(weight);
    }
    if (shape.kernel() == 1) {
      return outputs == shape.groups() ? productAndSum(weight) : matrices(weight);
    }
    return slices(weight);
  }

  /** One input a group: ND4J's depthwise convolution with its own layout of weights. */
  private SDVariable depthwise(SDVariable weight) {
    int kernel = shape.kernel();
    SDVariable parted = weight.reshape(input.channels(), width(), kernel, kernel);
    return graph()
        .cnn()
        .depthWiseConv2d(
            input.variable(),
            graph().permute(parted, 2, 3, 0, 1),
            configuration(WeightsFormat.YXIO));
  }

  /** One output a group from single positions. */
  private SDVariable productAndSum(SDVariable weight) {
    return parted()
        .mul(weight.reshape(1, shape.groups(), channels(), 1))
        .sum(false, 2)
        .reshape(-1, outputs, input.height(), input.width());
  }

  /** Single positions: for each group a matrix product over the positions of all images. */
  private SDVariable matrices(SDVariable weight) {
    int groups = shape.groups();
    SDVariable columns = graph().permute(parted(), 1, 2, 0, 3).reshape(groups, channels(), -1);
    SDVariable product = graph().mmul(weight.reshape(groups, width(), channels()), columns);
    SDVariable images = product.reshape(groups, width(), -1, input.plane());
    return graph().permute(images, 2, 0, 1, 3).reshape(-1, outputs, input.height(), input.width());
  }

  /** A convolution for each group. Slices, because ND4J's split takes forty times as long. */
  private SDVariable slices(SDVariable weight) {
    SDVariable[] parts = new SDVariable[shape.groups()];
    for (int g = 0; g < parts.length; g++) {
      int[] first = {0, g * channels(), 0, 0};
      SDVariable maps = graph().slice(input.variable(), first, -1, channels(), -1, -1);
      int[] firstWeight = {g * width(), 0, 0, 0};
      SDVariable own = graph().slice(weight, firstWeight, width(), -1, -1, -1);
      parts[g] = graph().cnn().conv2d(maps, own, configuration(WeightsFormat.OIYX));
    }
    return graph().concat(1, parts);
  }

  /** {@code [N, groups, C / groups, H * W]}. */
  private SDVariable parted() {
    return input.variable().reshape(-1, shape.groups(), channels(), input.plane());
  }

  /** Inputs of a group. */
  private int channels() {
    return input.channels() / shape.groups();
  }

  /** Outputs of a group. */
  private int width() {
    return outputs / shape.groups();
  }

  private SameDiff graph() {
    return layers.graph();
  }

  private Conv2DConfig configuration(WeightsFormat format) {
    return Conv2DConfig.builder()
        .kH(shape.kernel())
        .kW(shape.kernel())
        .sH(shape.stride())
        .sW(shape.stride())
        .pH(shape.padding())
        .pW(shape.padding())
        .dH(1)
        .dW(1)
        .paddingMode(PaddingMode.VALID)
        .dataFormat(Conv2DConfig.NCHW)
        .weightsFormat(format)
        .build();
  }
}
