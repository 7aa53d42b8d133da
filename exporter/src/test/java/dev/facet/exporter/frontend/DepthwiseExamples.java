package dev.facet.exporter.frontend;

import static dev.facet.exporter.frontend.ConvolutionExamples.window;
import static dev.facet.exporter.frontend.ExampleList.IMAGES;
import static dev.facet.exporter.frontend.ExampleList.MAPS;

import org.nd4j.enums.WeightsFormat;
import org.nd4j.linalg.api.ops.impl.layers.convolution.config.Conv2DConfig;
import org.nd4j.linalg.api.ops.impl.layers.convolution.config.PaddingMode;

/** Examples of convolutions that treat each channel alone, and of those with a 1x1 behind. */
final class DepthwiseExamples {
  private DepthwiseExamples() {}

  static void addTo(ExampleList list) {
    depthwise(list);
    separable(list);
  }

  private static void depthwise(ExampleList list) {
    depthwise(list, "", 1, window(3, 1, 1));
    depthwise(list, "two maps for each", 2, window(3, 1, 1));
    depthwise(list, "padded to the same size", 1, window(3, 2, 0).paddingMode(PaddingMode.SAME));
    depthwise(list, "dilated", 2, window(3, 1, 2).dH(2).dW(2));
    list.add(
        "depthwise_conv2d",
        "with a bias",
        MAPS,
        s ->
            s.graph()
                .cnn()
                .depthWiseConv2d(
                    s.input(),
                    s.weight(3, 3, s.size(1), 3),
                    s.weight(3 * s.size(1)),
                    window(3, 2, 1).build()));
    list.add(
        "depthwise_conv2d",
        "channels last",
        IMAGES,
        s ->
            s.graph()
                .cnn()
                .depthWiseConv2d(
                    s.input(),
                    s.weight(3, 3, s.size(3), 2),
                    window(3, 2, 1).dataFormat(Conv2DConfig.NHWC).build()));
  }

  private static void depthwise(
      ExampleList list, String form, long multiplier, Conv2DConfig.Conv2DConfigBuilder window) {
    Conv2DConfig configuration = window.build();
    list.add(
        "depthwise_conv2d",
        form,
        MAPS,
        s ->
            s.graph()
                .cnn()
                .depthWiseConv2d(s.input(), s.weight(3, 3, s.size(1), multiplier), configuration));
  }

  private static void separable(ExampleList list) {
    list.add(
        "sconv2d",
        "with a bias",
        MAPS,
        s ->
            s.graph()
                .cnn()
                .separableConv2d(
                    s.input(),
                    s.weight(3, 3, s.size(1), 2),
                    s.weight(1, 1, 2 * s.size(1), 5),
                    s.weight(5),
                    window(3, 2, 1).build()));
    list.add(
        "sconv2d",
        "channels last, padded to the same size",
        IMAGES,
        s ->
            s.graph()
                .cnn()
                .separableConv2d(
                    s.input(),
                    s.weight(3, 3, s.size(3), 2),
                    s.weight(1, 1, 2 * s.size(3), 5),
                    window(3, 1, 0)
                        .dataFormat(Conv2DConfig.NHWC)
                        .paddingMode(PaddingMode.SAME)
                        .build()));
    list.add(
        "sconv2d",
        "[out, in, kH, kW]",
        MAPS,
        s ->
            s.graph()
                .cnn()
                .separableConv2d(
                    s.input(),
                    s.weight(2, s.size(1), 3, 3),
                    s.weight(5, 2 * s.size(1), 1, 1),
                    window(3, 1, 1).weightsFormat(WeightsFormat.OIYX).build()));
    list.add(
        "sconv2d",
        "[out, kH, kW, in]",
        MAPS,
        s ->
            s.graph()
                .cnn()
                .separableConv2d(
                    s.input(),
                    s.weight(2, 3, 3, s.size(1)),
                    s.weight(5, 1, 1, 2 * s.size(1)),
                    window(3, 1, 1).weightsFormat(WeightsFormat.OYXI).build()));
  }
}
