package dev.facet.exporter.frontend;

import dev.facet.exporter.graph.Attribute;
import dev.facet.exporter.graph.Node;
import dev.facet.exporter.graph.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Convolutions over {@code [N, C, H, W]}, batch normalisation, and the addition of a bias. */
final class ConvolutionOperators {
  private ConvolutionOperators() {}

  static void addTo(OperatorTable table) {
    table
        .add("conv2d", ConvolutionOperators::convolution)
        .add("depthwise_conv2d", ConvolutionOperators::depthwise)
        .add("batchnorm", ConvolutionOperators::batchNormalization)
        .add("biasadd", ConvolutionOperators::bias);
  }

  private static void convolution(Operation operation, Translation to) {
    String weights = operation.inputs().get(1);
    long layout = operation.integer(10, 0);
    String ordered =
        switch (Math.toIntExact(layout)) {
          case 0 -> to.transposed(operation, weights, 3, 2, 0, 1); // [kH, kW, in, out]
          case 1 -> weights; // [out, in, kH, kW]
          case 2 -> to.transposed(operation, weights, 0, 3, 1, 2); // [out, kH, kW, in]
          default -> throw operation.refuse("has the unknown weights layout %d".formatted(layout));
        };
    addConvolution(operation, to, ordered, 1);
  }

  /** Weights {@code [kH, kW, C, multiplier]} become a convolution in C groups. */
  private static void depthwise(Operation operation, Translation to) {
    String weights = operation.inputs().get(1);
    if (operation.integer(10, 0) != 0) {
      throw operation.refuse(
          "has weights in layout %d, but only [kH, kW, C, multiplier] is known"
              .formatted(operation.integer(10)));
    }
    long channels = to.size(operation, weights, 2);
    long multiplier = to.size(operation, weights, 3);
    String ordered = to.transposed(operation, weights, 2, 3, 0, 1);
    String shape =
        to.constant(
            operation,
            "shape",
            Tensor.list(channels * multiplier, 1, operation.integer(0), operation.integer(1)));
    String grouped = to.step("Reshape", to.name(operation, "grouped"), ordered, shape);
    addConvolution(operation, to, grouped, channels);
  }

  private static void addConvolution(
      Operation operation, Translation to, String weights, long groups) {
    Window window = Window.of(operation);
    window.requireChannelsFirst(operation, operation.integer(9, 0));
    List<String> inputs = new ArrayList<>(List.of(operation.input(), weights));
    operation.input(2).ifPresent(inputs::add);
    to.add(
        window
            .addTo(
                Node.of("Conv", operation.output(), inputs.toArray(String[]::new)), operation, to)
            .with("dilations", window.dilations())
            .with("group", Attribute.of(groups)));
  }

  /** Inputs are data, mean, variance and then scale and offset where the two flags say so. */
  private static void batchNormalization(Operation operation, Translation to) {
    boolean scaled = operation.integer(0) != 0;
    boolean shifted = operation.integer(1) != 0;
    int rank = to.rank(operation.input());
    long axis = operation.integer(2, rank - 1L);
    if (operation.integers().size() > 3 || Math.floorMod(axis, rank) != 1) {
      throw operation.refuse(
          "normalises axes %s, but only axis 1 is known"
              .formatted(Arrays.toString(operation.integersFrom(2))));
    }
    float[] ones = new float[Math.toIntExact(to.size(operation, operation.input(), 1))];
    Arrays.fill(ones, 1);
    String scale =
        scaled
            ? operation.inputs().get(3)
            : to.constant(operation, "scale", Tensor.ofFloats(ones, ones.length));
    String offset =
        shifted
            ? operation.inputs().get(scaled ? 4 : 3)
            : to.constant(
                operation, "offset", Tensor.ofFloats(new float[ones.length], ones.length));
    to.add(
        Node.of(
                "BatchNormalization",
                operation.output(),
                operation.input(),
                scale,
                offset,
                operation.inputs().get(1),
                operation.inputs().get(2))
            .with("epsilon", Attribute.of((float) operation.real(0, 1e-5))));
  }

  private static void bias(Operation operation, Translation to) {
    String bias = operation.inputs().get(1);
    int rank = to.rank(operation.input());
    boolean channelsFirst = operation.flag(0) && rank > 2;
    if (channelsFirst) {
      long[] shape = new long[rank - 1];
      Arrays.fill(shape, 1);
      shape[0] = -1;
      String target = to.constant(operation, "shape", Tensor.list(shape));
      bias = to.step("Reshape", to.name(operation, "bias"), bias, target);
    }
    to.add("Add", operation, List.of(operation.input(), bias));
  }
}
