package dev.facet.exporter.frontend;

import dev.facet.exporter.graph.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;

/**
 * The sliding window that SameDiff's convolutions and poolings share, over one, two or three axes
 * of positions. Its integer arguments are kernel, stride, padding and dilation, each by axis, then
 * the padding mode; where the layout stands differs.
 *
 * @param kernel extents
 * @param strides steps
 * @param padding on both sides, where the mode is explicit
 * @param dilations distances between the kernel's elements
 * @param mode how much is padded
 * @param channelsLast whether the input is {@code [N, positions, C]}
 */
record Window(
    List<Long> kernel,
    List<Long> strides,
    List<Long> padding,
    List<Long> dilations,
    Mode mode,
    boolean channelsLast) {
  /** Where padding goes. */
  enum Mode {
    /** As much on both sides as the arguments say. */
    EXPLICIT,
    /** Enough for {@code ceil(size / stride)} positions; an odd one goes to the end. */
    SAME,
    /** Before the first position only, so that none sees what follows it. */
    CAUSAL
  }

  /** The window of a convolution over so many axes; the layout follows the mode. */
  static Window ofConvolution(Operation operation, int axes) {
    return of(operation, axes, operation.integer(4 * axes + 1, 0) != 0);
  }

  /** The window of a pooling over so many axes; one more argument stands before the layout. */
  static Window ofPooling(Operation operation, int axes) {
    return of(operation, axes, operation.integer(4 * axes + 2, 0) != 0);
  }

  private static Window of(Operation operation, int axes, boolean channelsLast) {
    List<List<Long>> parts = new ArrayList<>();
    for (int part = 0; part < 4; part++) {
      int from = part * axes;
      parts.add(
          LongStream.range(from, from + axes).mapToObj(i -> operation.integer((int) i)).toList());
    }
    long mode = operation.integer(4 * axes);
    if (mode < 0 || mode >= Mode.values().length) {
      throw operation.refuse(
          "has padding mode %d, but only VALID (0), SAME (1) and CAUSAL (2) are known"
              .formatted(mode));
    }
    return new Window(
        parts.get(0),
        parts.get(1),
        parts.get(2),
        parts.get(3),
        Mode.values()[(int) mode],
        channelsLast);
  }

  /** How many axes of positions there are. */
  int axes() {
    return kernel.size();
  }

  boolean dilated() {
    return dilations.stream().anyMatch(dilation -> dilation != 1);
  }

  /** The extent of the kernel along an axis with the gaps of its dilation. */
  long reach(int axis) {
    return (kernel.get(axis) - 1) * dilations.get(axis) + 1;
  }

  /** The number of positions of a variable along an axis of the window. */
  long positions(Operation operation, Translation to, String variable, int axis) {
    return to.size(operation, variable, axis + (channelsLast ? 1 : 2));
  }

  /** The node with kernel, strides, dilations and pads in ONNX's order: all begins, all ends. */
  Node addTo(Node node, Operation operation, Translation to) {
    return node.with("kernel_shape", array(kernel))
        .with("strides", array(strides))
        .with("dilations", array(dilations))
        .with("pads", pads(operation, to));
  }

  private long[] pads(Operation operation, Translation to) {
    long[] pads = new long[2 * axes()];
    for (int axis = 0; axis < axes(); axis++) {
      switch (mode) {
        case EXPLICIT -> {
          pads[axis] = padding.get(axis);
          pads[axes() + axis] = padding.get(axis);
        }
        case SAME -> {
          long total = samePadding(operation, to, axis);
          pads[axis] = total / 2;
          pads[axes() + axis] = total - total / 2;
        }
        case CAUSAL -> pads[axis] = reach(axis) - 1;
      }
    }
    return pads;
  }

  private long samePadding(Operation operation, Translation to, int axis) {
    long size = positions(operation, to, operation.input(), axis);
    long stride = strides.get(axis);
    long steps = (size + stride - 1) / stride;
    long total = (steps - 1) * stride + reach(axis) - size;
    if (total < -1) {
      throw operation.refuse(
          "has the stride %d and a kernel that reaches %d, where ND4J itself begins behind the edge:"
                  .formatted(stride, reach(axis))
              + " say the padding");
    }
    return Math.max(0, total);
  }

  static long[] array(List<Long> values) {
    return values.stream().mapToLong(Long::longValue).toArray();
  }
}
