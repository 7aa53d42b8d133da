package dev.facet.exporter.frontend;

import dev.facet.exporter.graph.Attribute;
import dev.facet.exporter.graph.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;

/** Convolutions over one, two or three axes of positions, and the addition of a bias. */
final class ConvolutionOperators {
  private ConvolutionOperators() {}

  static void addTo(OperatorTable table) {
    table
        .add("conv1d", (operation, to) -> convolution(operation, to, 1))
        .add("conv2d", (operation, to) -> convolution(operation, to, 2))
        .add("conv3dnew", (operation, to) -> convolution(operation, to, 3))
        .add("depthwise_conv2d", ConvolutionOperators::depthwise)
        .add("sconv2d", ConvolutionOperators::separable)
        .add("biasadd", ConvolutionOperators::bias);
  }

  /** Inputs are data, weights and perhaps a bias; the weights' layout follows the window. */
  private static void convolution(Operation operation, Translation to, int axes) {
    Steps steps = Steps.of(operation, to);
    Window window = Window.ofConvolution(operation, axes);
    String weights = operation.operand(1);
    String ordered =
        switch (weightsLayout(operation, axes)) {
          // [kernel, in, out]
          case 0 -> steps.transposed(weights, order(List.of(axes + 1, axes), axes));
          case 1 -> weights; // [out, in, kernel]
          default -> steps.transposed(weights, channelsBeforeKernel(axes)); // [out, kernel, in]
        };
    Layout layout = Layout.of(axes + 2, window.channelsLast());
    List<String> inputs =
        new ArrayList<>(List.of(layout.channelsFirst(steps, operation.input()), ordered));
    operation.input(2).ifPresent(inputs::add);
    result(operation, to, window, 1, inputs);
  }

  private static int weightsLayout(Operation operation, int axes) {
    long layout = operation.integer(4 * axes + 2, 0);
    if (layout < 0 || layout > 2) {
      throw operation.refuse("has the unknown weights layout %d".formatted(layout));
    }
    return (int) layout;
  }

  /** These axes and then those of the kernel, which the weights have first. */
  static long[] order(List<Integer> first, int kernelAxes) {
    return LongStream.concat(
            first.stream().mapToLong(Integer::longValue), LongStream.range(0, kernelAxes))
        .toArray();
  }

  private static long[] channelsBeforeKernel(int kernelAxes) {
    return LongStream.concat(
            LongStream.of(0, kernelAxes + 1), LongStream.rangeClosed(1, kernelAxes))
        .toArray();
  }

  private static void result(
      Operation operation, Translation to, Window window, long groups, List<String> inputs) {
    Layout.of(window.axes() + 2, window.channelsLast())
        .result(
            Steps.of(operation, to),
            "Conv",
            node -> window.addTo(node, operation, to).with("group", Attribute.of(groups)),
            inputs.toArray(String[]::new));
  }

  /** Weights {@code [kH, kW, C, multiplier]} become a convolution in C groups. */
  private static void depthwise(Operation operation, Translation to) {
    if (weightsLayout(operation, 2) != 0) {
      throw operation.refuse("has weights in another layout than [kH, kW, C, multiplier]");
    }
    Steps steps = Steps.of(operation, to);
    Window window = Window.ofConvolution(operation, 2);
    Layout layout = Layout.of(4, window.channelsLast());
    List<String> inputs =
        new ArrayList<>(
            List.of(
                layout.channelsFirst(steps, operation.input()),
                grouped(operation, to, 2, 3, 2, 3, 0, 1)));
    operation.input(2).ifPresent(inputs::add);
    result(operation, to, window, to.size(operation, operation.operand(1), 2), inputs);
  }

  /**
   * The second input as weights {@code [C * multiplier, 1, kH, kW]}.
   *
   * @param channels axis of C in the input
   * @param multiplier axis of the multiplier
   * @param order of axes that makes {@code [C, multiplier, kH, kW]} of it
   */
  private static String grouped(
      Operation operation, Translation to, int channels, int multiplier, long... order) {
    Steps steps = Steps.of(operation, to);
    String weights = operation.operand(1);
    long all = to.size(operation, weights, channels) * to.size(operation, weights, multiplier);
    String shape = steps.list("shape", all, 1, operation.integer(0), operation.integer(1));
    return steps.step("Reshape", steps.transposed(weights, order), shape);
  }

  /** Inputs are data, depthwise weights, weights of the 1x1 convolution and perhaps a bias. */
  private static void separable(Operation operation, Translation to) {
    Steps steps = Steps.of(operation, to);
    Window window = Window.ofConvolution(operation, 2);
    Layout layout = Layout.of(4, window.channelsLast());
    String pointwise = operation.operand(2);
    int weightsLayout = weightsLayout(operation, 2);
    String depth =
        switch (weightsLayout) {
          case 0 -> grouped(operation, to, 2, 3, 2, 3, 0, 1); // [kH, kW, C, multiplier]
          case 1 -> grouped(operation, to, 1, 0, 1, 0, 2, 3); // [multiplier, C, kH, kW]
          default -> grouped(operation, to, 3, 0, 3, 0, 1, 2); // [multiplier, kH, kW, C]
        };
    String point =
        switch (weightsLayout) {
          case 0 -> steps.transposed(pointwise, 3, 2, 0, 1); // [1, 1, in, out]
          case 1 -> pointwise; // [out, in, 1, 1]
          default -> steps.transposed(pointwise, 0, 3, 1, 2); // [out, 1, 1, in]
        };
    String input = layout.channelsFirst(steps, operation.input());
    long groups = to.size(operation, operation.input(), window.channelsLast() ? 3 : 1);
    String maps =
        steps.step(
            "Conv",
            node -> window.addTo(node, operation, to).with("group", Attribute.of(groups)),
            input,
            depth);
    List<String> inputs = new ArrayList<>(List.of(maps, point));
    operation.input(3).ifPresent(inputs::add);
    layout.result(
        steps,
        "Conv",
        node -> node.with("kernel_shape", new long[] {1, 1}),
        inputs.toArray(String[]::new));
  }

  /** The flag says that channels are on axis 1; otherwise they are last. */
  private static void bias(Operation operation, Translation to) {
    String bias = operation.operand(1);
    int rank = to.rank(operation.input());
    if (operation.flag(0) && rank > 2) {
      long[] shape = new long[rank - 1];
      Arrays.fill(shape, 1);
      shape[0] = -1;
      String target = to.constant(operation, "shape", Tensor.list(shape));
      bias = to.step("Reshape", to.name(operation, "bias"), bias, target);
    }
    to.add("Add", operation, List.of(operation.input(), bias));
  }
}
