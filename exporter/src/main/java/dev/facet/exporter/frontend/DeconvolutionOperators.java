package dev.facet.exporter.frontend;

import java.util.ArrayList;
import java.util.List;

/** Transposed convolutions. */
final class DeconvolutionOperators {
  private DeconvolutionOperators() {}

  static void addTo(OperatorTable table) {
    table
        .add("deconv2d", (operation, to) -> deconvolution(operation, to, 2))
        .add("deconv3d", (operation, to) -> deconvolution(operation, to, 3));
  }

  /** Inputs are data, weights {@code [kernel, out, in]} and perhaps a bias. */
  private static void deconvolution(Operation operation, Translation to, int axes) {
    if (operation.integer(4 * axes + 2, 0) != 0) {
      throw operation.refuse("has weights in another layout than [kernel, out, in]");
    }
    Steps steps = Steps.of(operation, to);
    Window window = Window.ofConvolution(operation, axes);
    Layout layout = Layout.of(axes + 2, window.channelsLast());
    List<String> inputs = new ArrayList<>();
    inputs.add(layout.channelsFirst(steps, operation.input()));
    inputs.add(
        steps.transposed(
            operation.operand(1), ConvolutionOperators.order(List.of(axes + 1, axes), axes)));
    operation.input(2).ifPresent(inputs::add);
    layout.result(
        steps,
        "ConvTranspose",
        node ->
            node.with("kernel_shape", Window.array(window.kernel()))
                .with("strides", Window.array(window.strides()))
                .with("dilations", Window.array(window.dilations()))
                .with("pads", cropped(operation, window))
                .with("output_padding", grown(operation, window)),
        inputs.toArray(String[]::new));
  }

  /** What is cut off: as said, or so much that the result is the stride times the input. */
  private static long[] cropped(Operation operation, Window window) {
    int axes = window.axes();
    long[] pads = new long[2 * axes];
    for (int axis = 0; axis < axes; axis++) {
      switch (window.mode()) {
        case EXPLICIT -> {
          pads[axis] = window.padding().get(axis);
          pads[axes + axis] = window.padding().get(axis);
        }
        case SAME -> {
          long total = Math.max(0, window.reach(axis) - window.strides().get(axis));
          pads[axis] = total / 2;
          pads[axes + axis] = total - total / 2;
        }
        case CAUSAL -> throw operation.refuse("is causal, which is known of convolutions only");
      }
    }
    return pads;
  }

  /** Where the kernel is smaller than the stride, zeros at the end fill the promised extent. */
  private static long[] grown(Operation operation, Window window) {
    long[] padding = new long[window.axes()];
    if (window.mode() == Window.Mode.SAME) {
      for (int axis = 0; axis < padding.length; axis++) {
        padding[axis] = Math.max(0, window.strides().get(axis) - window.reach(axis));
        if (padding[axis] > 1) {
          throw operation.refuse(
              "has a kernel that is smaller than its stride by %d, but at most 1 is known"
                  .formatted(padding[axis]));
        }
      }
    }
    return padding;
  }
}
