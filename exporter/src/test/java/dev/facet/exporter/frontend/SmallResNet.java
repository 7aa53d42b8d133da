package dev.facet.exporter.frontend;

import java.util.Random;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ops.impl.layers.convolution.config.Conv2DConfig;
import org.nd4j.linalg.api.ops.impl.layers.convolution.config.PaddingMode;
import org.nd4j.linalg.api.ops.impl.layers.convolution.config.Pooling2DConfig;

/** A residual network: a stem, a plain block, one with a stride and one that is dilated. */
final class SmallResNet {
  static final String OUTPUT = "classes";

  private static final int CLASSES = 7;

  private final SameDiff graph = SameDiff.create();
  private final Initial initial;
  private final boolean channelsLast;

  SmallResNet(Random random, boolean channelsLast) {
    initial = new Initial(graph, random);
    this.channelsLast = channelsLast;
    SDVariable images =
        channelsLast
            ? graph.placeHolder("images", DataType.FLOAT, -1, 33, 29, 3)
            : graph.placeHolder("images", DataType.FLOAT, -1, 3, 33, 29);
    SDVariable stem = relu(normalized(convolution(images, 3, 8, 5, 2, 1), 8));
    SDVariable pooled = graph.cnn().maxPooling2d(stem, pool());
    SDVariable first = block(pooled, 8, 8, 1, 1);
    SDVariable second = block(first, 8, 16, 2, 1);
    SDVariable third = block(second, 16, 16, 1, 2);
    SDVariable mean = channelsLast ? third.mean(1, 2) : third.mean(2, 3);
    SDVariable logits =
        graph.nn().linear(mean, initial.weights(16, 16, CLASSES), initial.offsets(CLASSES));
    graph.nn().softmax(OUTPUT, logits, 1);
  }

  SameDiff graph() {
    return graph;
  }

  private SDVariable block(SDVariable input, int from, int into, int stride, int dilation) {
    SDVariable inner = relu(normalized(convolution(input, from, into, 3, stride, dilation), into));
    SDVariable outer = normalized(convolution(inner, into, into, 3, 1, 1), into);
    SDVariable shortcut =
        from == into && stride == 1
            ? input
            : normalized(convolution(input, from, into, 1, stride, 1), into);
    return relu(outer.add(shortcut));
  }

  private SDVariable relu(SDVariable input) {
    return graph.nn().relu(input, 0);
  }

  private SDVariable convolution(
      SDVariable input, int from, int into, int kernel, int stride, int dilation) {
    Conv2DConfig window =
        Conv2DConfig.builder()
            .kH(kernel)
            .kW(kernel)
            .sH(stride)
            .sW(stride)
            .dH(dilation)
            .dW(dilation)
            .paddingMode(PaddingMode.SAME)
            .dataFormat(channelsLast ? Conv2DConfig.NHWC : Conv2DConfig.NCHW)
            .build();
    long inputs = (long) kernel * kernel * from;
    return graph.cnn().conv2d(input, initial.weights(inputs, kernel, kernel, from, into), window);
  }

  private SDVariable normalized(SDVariable input, int channels) {
    return graph
        .nn()
        .batchNorm(
            input,
            initial.offsets(channels),
            initial.scales(channels),
            initial.scales(channels),
            initial.offsets(channels),
            1e-5,
            channelsLast ? 3 : 1);
  }

  private Pooling2DConfig pool() {
    return Pooling2DConfig.builder()
        .kH(3)
        .kW(3)
        .sH(2)
        .sW(2)
        .paddingMode(PaddingMode.SAME)
        .isNHWC(channelsLast)
        .build();
  }
}
