package dev.facet.exporter.frontend;

import static dev.facet.exporter.frontend.ExampleList.CUBES;

import dev.facet.exporter.frontend.OperatorExample.Input;
import dev.facet.exporter.frontend.OperatorExample.Range;
import org.nd4j.linalg.api.ops.impl.layers.convolution.config.Conv3DConfig;
import org.nd4j.linalg.api.ops.impl.layers.convolution.config.DeConv3DConfig;
import org.nd4j.linalg.api.ops.impl.layers.convolution.config.PaddingMode;
import org.nd4j.linalg.api.ops.impl.layers.convolution.config.Pooling3DConfig;

/** Examples of convolutions and poolings over three axes. */
final class VolumeExamples {
  /** {@code [N, D, H, W, C]}. */
  private static final Input CHANNELS_LAST =
      Input.floats(
          Range.between(4, 6), Range.between(4, 6), Range.between(4, 6), Range.between(1, 3));

  private VolumeExamples() {}

  static void addTo(ExampleList list) {
    convolutions(list);
    transposed(list);
    poolings(list);
  }

  private static Conv3DConfig.Conv3DConfigBuilder window() {
    return Conv3DConfig.builder()
        .kD(3)
        .kH(2)
        .kW(2)
        .sH(2)
        .paddingMode(PaddingMode.VALID)
        .dataFormat(Conv3DConfig.NCDHW);
  }

  private static void convolutions(ExampleList list) {
    list.add(
        "conv3dnew",
        "with a bias",
        CUBES,
        s ->
            s.graph()
                .cnn()
                .conv3d(
                    s.input(),
                    s.weight(3, 2, 2, s.size(1), 4),
                    s.weight(4),
                    window().pD(1).pW(1).build()));
    list.add(
        "conv3dnew",
        "padded to the same size",
        CUBES,
        s ->
            s.graph()
                .cnn()
                .conv3d(
                    s.input(),
                    s.weight(3, 2, 2, s.size(1), 4),
                    window().paddingMode(PaddingMode.SAME).build()));
    list.add(
        "conv3dnew",
        "dilated",
        CUBES,
        s ->
            s.graph()
                .cnn()
                .conv3d(s.input(), s.weight(3, 2, 2, s.size(1), 4), window().pD(1).dH(2).build()));
    list.add(
        "conv3dnew",
        "channels last",
        CHANNELS_LAST,
        s ->
            s.graph()
                .cnn()
                .conv3d(
                    s.input(),
                    s.weight(3, 2, 2, s.size(4), 4),
                    window().dataFormat(Conv3DConfig.NDHWC).build()));
  }

  private static void transposed(ExampleList list) {
    list.add(
        "deconv3d",
        "with a bias",
        CUBES,
        s ->
            s.graph()
                .cnn()
                .deconv3d(
                    s.input(),
                    s.weight(3, 2, 2, 4, s.size(1)),
                    s.weight(4),
                    DeConv3DConfig.builder().kD(3).kH(2).kW(2).sH(2).sW(2).pD(1).build()));
    list.add(
        "deconv3d",
        "channels last, to the stride's multiple",
        CHANNELS_LAST,
        s ->
            s.graph()
                .cnn()
                .deconv3d(
                    s.input(),
                    s.weight(3, 2, 2, 4, s.size(4)),
                    DeConv3DConfig.builder()
                        .kD(3)
                        .kH(2)
                        .kW(2)
                        .sH(2)
                        .sW(2)
                        .isSameMode(true)
                        .dataFormat(DeConv3DConfig.NDHWC)
                        .build()));
  }

  private static Pooling3DConfig.Pooling3DConfigBuilder pool() {
    return Pooling3DConfig.builder().kD(2).kH(3).kW(2).sD(1).sH(2).sW(1);
  }

  private static void poolings(ExampleList list) {
    max(list, "", CUBES, pool());
    max(list, "padded", CUBES, pool().pH(1).pW(1));
    max(list, "padded to the same size", CUBES, pool().isSameMode(true));
    max(list, "channels last", CHANNELS_LAST, pool().isNCDHW(false));
    average(list, "", CUBES, pool());
    average(list, "padded", CUBES, pool().pH(1).pW(1));
    average(list, "padded to the same size", CUBES, pool().isSameMode(true));
    average(list, "channels last", CHANNELS_LAST, pool().isNCDHW(false));
  }

  private static void max(
      ExampleList list, String form, Input input, Pooling3DConfig.Pooling3DConfigBuilder pool) {
    list.add(
        "maxpool3dnew", form, input, s -> s.graph().cnn().maxPooling3d(s.input(), pool.build()));
  }

  private static void average(
      ExampleList list, String form, Input input, Pooling3DConfig.Pooling3DConfigBuilder pool) {
    list.add(
        "avgpool3dnew", form, input, s -> s.graph().cnn().avgPooling3d(s.input(), pool.build()));
  }
}
