package dev.facet.trainer.graph;

import dev.facet.trainer.kernel.Convolution;
import dev.facet.trainer.kernel.ConvolutionShape;
import dev.facet.trainer.kernel.Pool;
import dev.facet.trainer.kernel.PoolShape;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.enums.WeightsFormat;
import org.nd4j.linalg.api.ops.impl.layers.convolution.Pooling2D;
import org.nd4j.linalg.api.ops.impl.layers.convolution.config.Conv2DConfig;
import org.nd4j.linalg.api.ops.impl.layers.convolution.config.PaddingMode;
import org.nd4j.linalg.api.ops.impl.layers.convolution.config.Pooling2DConfig;

/**
 * The operators that move a window over feature maps, each in the form that the layers are built
 * for: Facet's own where a training graph computes in Java in single precision, ND4J's elsewhere.
 *
 * @param layers what they are added to
 */
record Windows(Layers layers) {

  /** A convolution with a weight {@code [outputs, C / groups, kernel, kernel]}. */
  SDVariable convolution(String name, Features input, SDVariable weight, ConvolutionShape shape) {
    if (layers.usesOneDnn()) {
      return new Convolution(layers.graph(), shape, input.variable(), weight)
          .outputVariables()[0].rename(name);
    }
    if (shape.groups() > 1) {
      int outputs = Math.toIntExact(weight.getShape()[0]);
      return new ConvolutionGroups(layers, shape, input, outputs).build(weight).rename(name);
    }
    Conv2DConfig configuration =
        Conv2DConfig.builder()
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
            .weightsFormat(WeightsFormat.OIYX)
            .build();
    return layers.graph().cnn().conv2d(name, input.variable(), weight, configuration);
  }

  /** Maximum over 3x3 windows with stride 2. */
  SDVariable maxPool(String name, Features input, int padding) {
    if (layers.usesOneDnn()) {
      return pool(name, input, PoolShape.maximum(3, padding, input.height(), input.width()));
    }
    Pooling2DConfig configuration =
        pooling(3).pH(padding).pW(padding).paddingMode(PaddingMode.VALID).build();
    return layers.graph().cnn().maxPooling2d(name, input.variable(), configuration);
  }

  /** Mean over 2x2 windows with stride 2, the last ones cut where the extent is odd. */
  SDVariable meanPool(String name, Features input) {
    if (layers.usesOneDnn()) {
      return pool(name, input, PoolShape.mean(2, input.height(), input.width()));
    }
    Pooling2DConfig configuration =
        pooling(2)
            .pH(0)
            .pW(0)
            .paddingMode(PaddingMode.SAME)
            .divisor(Pooling2D.Divisor.EXCLUDE_PADDING)
            .build();
    return layers.graph().cnn().avgPooling2d(name, input.variable(), configuration);
  }

  private SDVariable pool(String name, Features input, PoolShape shape) {
    return new Pool(layers.graph(), shape, input.variable(), input.height(), input.width())
        .outputVariables()[0].rename(name);
  }

  private static Pooling2DConfig.Pooling2DConfigBuilder pooling(int kernel) {
    return Pooling2DConfig.builder().kH(kernel).kW(kernel).sH(2).sW(2).dH(1).dW(1).isNHWC(false);
  }
}
