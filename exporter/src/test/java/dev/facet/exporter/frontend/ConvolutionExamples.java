package dev.facet.exporter.frontend;

import static dev.facet.exporter.frontend.ExampleList.IMAGES;
import static dev.facet.exporter.frontend.ExampleList.MAPS;
import static dev.facet.exporter.frontend.ExampleList.ROWS;

import dev.facet.exporter.frontend.OperatorExample.GraphPart;
import dev.facet.exporter.frontend.OperatorExample.Input;
import dev.facet.exporter.frontend.OperatorExample.Range;
import dev.facet.exporter.frontend.OperatorExample.Scene;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.enums.WeightsFormat;
import org.nd4j.linalg.api.ops.impl.layers.convolution.config.Conv1DConfig;
import org.nd4j.linalg.api.ops.impl.layers.convolution.config.Conv2DConfig;
import org.nd4j.linalg.api.ops.impl.layers.convolution.config.DeConv2DConfig;
import org.nd4j.linalg.api.ops.impl.layers.convolution.config.PaddingMode;

/** Examples of {@link ConvolutionOperators} and transposed ones over one and two axes. */
final class ConvolutionExamples {
  /** {@code [N, C, W]}. */
  private static final Input SIGNALS = Input.floats(Range.between(2, 5), Range.between(6, 12));

  /** {@code [N, W, C]}. */
  private static final Input STEPS = Input.floats(Range.between(6, 12), Range.between(2, 5));

  private ConvolutionExamples() {}

  static void addTo(ExampleList list) {
    ordinary(list);
    channelsLast(list);
    oneAxis(list);
    transposed(list);
    list.add(
        "biasadd", "maps", MAPS, s -> s.graph().nn().biasAdd(s.input(), s.weight(s.size(1)), true));
    list.add(
        "biasadd",
        "images",
        IMAGES,
        s -> s.graph().nn().biasAdd(s.input(), s.weight(s.size(3)), false));
    list.add(
        "biasadd",
        "rows",
        ROWS,
        s -> s.graph().nn().biasAdd(s.input(), s.weight(s.size(1)), false));
  }

  static Conv2DConfig.Conv2DConfigBuilder window(long kernel, long stride, long padding) {
    return Conv2DConfig.builder()
        .kH(kernel)
        .kW(kernel)
        .sH(stride)
        .sW(stride)
        .pH(padding)
        .pW(padding)
        .paddingMode(PaddingMode.VALID)
        .dataFormat(Conv2DConfig.NCHW);
  }

  private static GraphPart convolution(
      Conv2DConfig.Conv2DConfigBuilder window, WeightsFormat layout, int channelAxis) {
    Conv2DConfig configuration = window.weightsFormat(layout).build();
    return s ->
        s.graph().cnn().conv2d(s.input(), weight(s, configuration, channelAxis), configuration);
  }

  private static SDVariable weight(Scene s, Conv2DConfig window, int channelAxis) {
    long in = s.size(channelAxis);
    return switch (window.getWeightsFormat()) {
      case YXIO -> s.weight(window.getKH(), window.getKW(), in, 5);
      case OIYX -> s.weight(5, in, window.getKH(), window.getKW());
      case OYXI -> s.weight(5, window.getKH(), window.getKW(), in);
    };
  }

  private static void ordinary(ExampleList list) {
    String name = "conv2d";
    list.add(name, "[kH, kW, in, out]", MAPS, convolution(window(3, 1, 1), WeightsFormat.YXIO, 1));
    list.add(name, "[out, in, kH, kW]", MAPS, convolution(window(3, 2, 1), WeightsFormat.OIYX, 1));
    list.add(name, "[out, kH, kW, in]", MAPS, convolution(window(3, 1, 0), WeightsFormat.OYXI, 1));
    list.add(name, "1x1", MAPS, convolution(window(1, 1, 0), WeightsFormat.OIYX, 1));
    list.add(name, "1x1 with stride", MAPS, convolution(window(1, 2, 0), WeightsFormat.OIYX, 1));
    list.add(
        name,
        "padded to the same size",
        MAPS,
        convolution(window(3, 2, 0).paddingMode(PaddingMode.SAME), WeightsFormat.YXIO, 1));
    list.add(
        name,
        "of an even kernel padded to the same size",
        MAPS,
        convolution(window(4, 1, 0).paddingMode(PaddingMode.SAME), WeightsFormat.YXIO, 1));
    list.add(
        name, "dilated", MAPS, convolution(window(3, 1, 2).dH(2).dW(2), WeightsFormat.YXIO, 1));
    list.add(
        name,
        "dilated and padded to the same size",
        MAPS,
        convolution(
            window(3, 1, 0).dH(2).dW(2).paddingMode(PaddingMode.SAME), WeightsFormat.OIYX, 1));
    list.add(
        name,
        "with a stride beyond its kernel, padded to the same size",
        MAPS,
        convolution(window(1, 2, 0).paddingMode(PaddingMode.SAME), WeightsFormat.OIYX, 1));
    list.add(
        name,
        "causal",
        MAPS,
        convolution(window(3, 1, 0).paddingMode(PaddingMode.CAUSAL), WeightsFormat.YXIO, 1));
    list.add(
        name,
        "with a bias and an oblong kernel",
        MAPS,
        s ->
            s.graph()
                .cnn()
                .conv2d(
                    s.input(),
                    s.weight(3, 2, s.size(1), 5),
                    s.weight(5),
                    window(3, 1, 1).kW(2).pW(0).build()));
  }

  private static void channelsLast(ExampleList list) {
    for (WeightsFormat layout : WeightsFormat.values()) {
      list.add(
          "conv2d",
          "channels last, weights " + layout,
          IMAGES,
          convolution(window(3, 2, 1).dataFormat(Conv2DConfig.NHWC), layout, 3));
    }
    list.add(
        "conv2d",
        "channels last, padded to the same size, with a bias",
        IMAGES,
        s ->
            s.graph()
                .cnn()
                .conv2d(
                    s.input(),
                    s.weight(3, 3, s.size(3), 4),
                    s.weight(4),
                    window(3, 2, 0)
                        .dataFormat(Conv2DConfig.NHWC)
                        .paddingMode(PaddingMode.SAME)
                        .build()));
  }

  private static Conv1DConfig.Conv1DConfigBuilder line(long stride, long padding) {
    return Conv1DConfig.builder()
        .k(3)
        .s(stride)
        .p(padding)
        .paddingMode(PaddingMode.VALID)
        .dataFormat(Conv1DConfig.NCW);
  }

  private static void oneAxis(ExampleList list) {
    list.add(
        "conv1d",
        "with a bias",
        SIGNALS,
        s ->
            s.graph()
                .cnn()
                .conv1d(s.input(), s.weight(3, s.size(1), 5), s.weight(5), line(2, 1).build()));
    list.add(
        "conv1d",
        "channels last, padded to the same size",
        STEPS,
        s ->
            s.graph()
                .cnn()
                .conv1d(
                    s.input(),
                    s.weight(3, s.size(2), 5),
                    line(2, 0).paddingMode(PaddingMode.SAME).dataFormat(Conv1DConfig.NWC).build()));
    list.add(
        "conv1d",
        "causal",
        SIGNALS,
        s ->
            s.graph()
                .cnn()
                .conv1d(
                    s.input(),
                    s.weight(3, s.size(1), 5),
                    line(1, 0).paddingMode(PaddingMode.CAUSAL).build()));
    list.add(
        "conv1d",
        "dilated",
        SIGNALS,
        s -> s.graph().cnn().conv1d(s.input(), s.weight(3, s.size(1), 5), line(1, 2).d(2).build()));
  }

  private static DeConv2DConfig.DeConv2DConfigBuilder back(long kernel, long stride) {
    return DeConv2DConfig.builder().kH(kernel).kW(kernel).sH(stride).sW(stride);
  }

  private static void transposed(ExampleList list) {
    transposed(list, "", MAPS, 1, back(3, 2).pH(1).pW(1));
    transposed(list, "oblong", MAPS, 1, back(3, 2).kW(2).sW(1));
    transposed(list, "to the stride's multiple", MAPS, 1, back(3, 2).isSameMode(true));
    transposed(list, "of an even kernel", MAPS, 1, back(4, 2).isSameMode(true));
    transposed(list, "of a kernel below the stride", MAPS, 1, back(2, 3).isSameMode(true));
    transposed(list, "dilated", MAPS, 1, back(3, 1).dH(2).dW(2));
    transposed(list, "channels last", IMAGES, 3, back(3, 2).dataFormat("NHWC").isSameMode(true));
    list.add(
        "deconv2d",
        "with a bias",
        MAPS,
        s ->
            s.graph()
                .cnn()
                .deconv2d(
                    s.input(), s.weight(3, 3, 5, s.size(1)), s.weight(5), back(3, 2).build()));
  }

  private static void transposed(
      ExampleList list,
      String form,
      Input input,
      int channelAxis,
      DeConv2DConfig.DeConv2DConfigBuilder window) {
    DeConv2DConfig built = window.build();
    list.add(
        "deconv2d",
        form,
        input,
        s ->
            s.graph()
                .cnn()
                .deconv2d(
                    s.input(),
                    s.weight(built.getKH(), built.getKW(), 5, s.size(channelAxis)),
                    built));
  }
}
