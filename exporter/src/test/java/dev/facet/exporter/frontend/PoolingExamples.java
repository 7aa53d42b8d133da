package dev.facet.exporter.frontend;

import static dev.facet.exporter.frontend.ExampleList.IMAGES;
import static dev.facet.exporter.frontend.ExampleList.MAPS;

import dev.facet.exporter.frontend.OperatorExample.Input;
import org.nd4j.linalg.api.ops.impl.layers.convolution.Pooling2D;
import org.nd4j.linalg.api.ops.impl.layers.convolution.config.PaddingMode;
import org.nd4j.linalg.api.ops.impl.layers.convolution.config.Pooling2DConfig;

/** Examples of {@link PoolingOperators} over two axes. */
final class PoolingExamples {
  private PoolingExamples() {}

  static void addTo(ExampleList list) {
    max(list, "", MAPS, pool(3, 0));
    max(list, "padded", MAPS, pool(3, 1));
    max(list, "padded to the same size", MAPS, pool(3, 0).paddingMode(PaddingMode.SAME));
    max(list, "channels last", IMAGES, pool(3, 1).isNHWC(true));
    max(
        list,
        "channels last, padded to the same size",
        IMAGES,
        pool(3, 0).isNHWC(true).paddingMode(PaddingMode.SAME));
    average(list, "", MAPS, pool(2, 0));
    average(list, "padding left out", MAPS, pool(3, 1).extra(0));
    average(list, "padding counted", MAPS, pool(3, 1).extra(1));
    average(list, "padded to the same size", MAPS, pool(2, 0).paddingMode(PaddingMode.SAME));
    average(
        list,
        "padded to the same size, padding left out",
        MAPS,
        pool(2, 0).paddingMode(PaddingMode.SAME).divisor(Pooling2D.Divisor.EXCLUDE_PADDING));
    average(list, "channels last", IMAGES, pool(3, 1).isNHWC(true));
  }

  private static Pooling2DConfig.Pooling2DConfigBuilder pool(long kernel, long padding) {
    return Pooling2DConfig.builder()
        .kH(kernel)
        .kW(kernel)
        .sH(2)
        .sW(2)
        .pH(padding)
        .pW(padding)
        .paddingMode(PaddingMode.VALID);
  }

  private static void max(
      ExampleList list, String form, Input input, Pooling2DConfig.Pooling2DConfigBuilder pool) {
    list.add("maxpool2d", form, input, s -> s.graph().cnn().maxPooling2d(s.input(), pool.build()));
  }

  private static void average(
      ExampleList list, String form, Input input, Pooling2DConfig.Pooling2DConfigBuilder pool) {
    list.add("avgpool2d", form, input, s -> s.graph().cnn().avgPooling2d(s.input(), pool.build()));
  }
}
