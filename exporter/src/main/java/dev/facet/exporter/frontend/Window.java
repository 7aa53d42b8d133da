package dev.facet.exporter.frontend;

import dev.facet.exporter.graph.Node;

/**
 * The sliding window that SameDiff's convolutions and poolings share, from their first nine integer
 * arguments: kernel, stride, padding and dilation, height before width, then the padding mode.
 */
record Window(
    long kernelHeight,
    long kernelWidth,
    long strideHeight,
    long strideWidth,
    long paddingHeight,
    long paddingWidth,
    long dilationHeight,
    long dilationWidth,
    boolean same) {
  private static final long VALID = 0;
  private static final long SAME = 1;

  static Window of(Operation operation) {
    long mode = operation.integer(8);
    if (mode != VALID && mode != SAME) {
      throw operation.refuse(
          "has padding mode %d, but only VALID (0) and SAME (1) are known".formatted(mode));
    }
    return new Window(
        operation.integer(0),
        operation.integer(1),
        operation.integer(2),
        operation.integer(3),
        operation.integer(4),
        operation.integer(5),
        operation.integer(6),
        operation.integer(7),
        mode == SAME);
  }

  void requireChannelsFirst(Operation operation, long layout) {
    if (layout != 0) {
      throw operation.refuse("works on [N, H, W, C], but only [N, C, H, W] is known");
    }
  }

  long[] dilations() {
    return new long[] {dilationHeight, dilationWidth};
  }

  /** The node with kernel, strides and pads in ONNX's order: top, left, bottom, right. */
  Node addTo(Node node, Operation operation, Translation to) {
    return node.with("kernel_shape", new long[] {kernelHeight, kernelWidth})
        .with("strides", new long[] {strideHeight, strideWidth})
        .with("pads", pads(operation, to));
  }

  private long[] pads(Operation operation, Translation to) {
    if (!same) {
      return new long[] {paddingHeight, paddingWidth, paddingHeight, paddingWidth};
    }
    long height = to.size(operation, operation.input(), 2);
    long width = to.size(operation, operation.input(), 3);
    long vertical = samePadding(height, kernelHeight, strideHeight, dilationHeight);
    long horizontal = samePadding(width, kernelWidth, strideWidth, dilationWidth);
    return new long[] {
      vertical / 2, horizontal / 2, vertical - vertical / 2, horizontal - horizontal / 2
    };
  }

  /** Enough for {@code ceil(size / stride)} positions; an odd one goes to the end. */
  private static long samePadding(long size, long kernel, long stride, long dilation) {
    long positions = (size + stride - 1) / stride;
    return Math.max(0, (positions - 1) * stride + (kernel - 1) * dilation + 1 - size);
  }
}
