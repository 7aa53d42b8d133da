package dev.facet.exporter.frontend;

import dev.facet.exporter.graph.Attribute;
import dev.facet.exporter.graph.Node;
import dev.facet.exporter.graph.Tensor;
import java.util.Arrays;
import java.util.stream.LongStream;

/** Operators that bring numbers to a common scale. */
final class NormalizationOperators {
  /** Keeps 0 / 0 from becoming NaN where all numbers are equal: SameDiff makes them 0. */
  private static final double LEAST_DEVIATION = 1e-12;

  private NormalizationOperators() {}

  static void addTo(OperatorTable table) {
    table
        .add("batchnorm", NormalizationOperators::batch)
        .add("layer_norm", NormalizationOperators::layer)
        .add("standardize", NormalizationOperators::standardize)
        .add("moments", NormalizationOperators::moments)
        .add("lrn", NormalizationOperators::localResponse)
        .add("clipbynorm", NormalizationOperators::clipByNorm);
  }

  /**
   * Inputs are data, mean, variance and then scale and offset where the two flags say so; integers
   * behind the flags are the axes.
   */
  private static void batch(Operation operation, Translation to) {
    int rank = to.rank(operation.input());
    long[] axes = operation.integersFrom(2);
    if (axes.length > 1) {
      batchOverSeveralAxes(operation, to);
      return;
    }
    int axis = Math.floorMod(axes.length == 0 ? -1 : axes[0], rank);
    if (axis == 0) {
      throw operation.refuse("normalises axis 0, which is the batch");
    }
    float[] ones = new float[Math.toIntExact(to.size(operation, operation.input(), axis))];
    Arrays.fill(ones, 1);
    Steps steps = Steps.of(operation, to);
    Layout layout = Layout.of(rank, axis);
    String scale =
        scaled(operation)
            ? operation.operand(3)
            : to.constant(operation, "scale", Tensor.ofFloats(ones, ones.length));
    String offset =
        shifted(operation)
            ? operation.operand(scaled(operation) ? 4 : 3)
            : to.constant(
                operation, "offset", Tensor.ofFloats(new float[ones.length], ones.length));
    layout.result(
        steps,
        "BatchNormalization",
        node -> node.with("epsilon", Attribute.of((float) operation.real(0, 1e-5))),
        layout.channelsFirst(steps, operation.input()),
        scale,
        offset,
        operation.operand(1),
        operation.operand(2));
  }

  private static boolean scaled(Operation operation) {
    return operation.integer(0) != 0;
  }

  private static boolean shifted(Operation operation) {
    return operation.integer(1) != 0;
  }

  /** Over several axes the statistics have all axes of the data, and broadcast. */
  private static void batchOverSeveralAxes(Operation operation, Translation to) {
    Steps steps = Steps.of(operation, to);
    String epsilon = steps.number(operation.real(0, 1e-5));
    String deviation = steps.step("Sqrt", steps.step("Add", operation.operand(2), epsilon));
    String centred = steps.step("Sub", operation.input(), operation.operand(1));
    String normal = steps.step("Div", centred, deviation);
    if (scaled(operation)) {
      normal = steps.step("Mul", normal, operation.operand(3));
    }
    if (shifted(operation)) {
      normal = steps.step("Add", normal, operation.operand(scaled(operation) ? 4 : 3));
    }
    steps.result("Identity", normal);
  }

  /**
   * Integers are the axes to normalise together; gain and bias belong to axis 1 where the flag is
   * set, else to the last.
   */
  private static void layer(Operation operation, Translation to) {
    Steps steps = Steps.of(operation, to);
    int rank = to.rank(operation.input());
    int channels = operation.flag(0) ? 1 : rank - 1;
    if (channels == rank - 1 && normalizesOnly(operation, channels, rank)) {
      // what runtimes have a kernel for
      steps.result(
          "LayerNormalization",
          node ->
              node.with("axis", Attribute.of(-1L))
                  .with("epsilon", Attribute.of((float) LEAST_DEVIATION)),
          operation.inputs().toArray(String[]::new));
      return;
    }
    String normal = standardized(operation, to, operation.input());
    String scaled = steps.step("Mul", normal, along(operation, to, operation.operand(1), channels));
    if (operation.inputs().size() > 2) {
      steps.result("Add", scaled, along(operation, to, operation.operand(2), channels));
    } else {
      steps.result("Identity", scaled);
    }
  }

  private static boolean normalizesOnly(Operation operation, int axis, int rank) {
    return operation.integers().size() == 1 && Math.floorMod(operation.integer(0), rank) == axis;
  }

  /** A list of numbers shaped so that it broadcasts along one axis of the input. */
  private static String along(Operation operation, Translation to, String values, int axis) {
    int behind = to.rank(operation.input()) - 1 - axis;
    if (behind == 0) {
      return values;
    }
    long[] shape = new long[behind + 1];
    Arrays.fill(shape, 1);
    shape[0] = -1;
    Steps steps = Steps.of(operation, to);
    return steps.step("Reshape", values, steps.list("shape", shape));
  }

  private static void standardize(Operation operation, Translation to) {
    Steps.of(operation, to).result("Identity", standardized(operation, to, operation.input()));
  }

  /** (x - mean) / deviation over the axes that the integers name. */
  private static String standardized(Operation operation, Translation to, String input) {
    Steps steps = Steps.of(operation, to);
    String axes = steps.list("axes", operation.integersFrom(0));
    String centred = steps.step("Sub", input, steps.step("ReduceMean", input, axes));
    String variance = steps.step("ReduceMean", steps.step("Mul", centred, centred), axes);
    String deviation =
        steps.step("Max", steps.step("Sqrt", variance), steps.number(LEAST_DEVIATION));
    return steps.step("Div", centred, deviation);
  }

  /** Outputs are the mean and the variance over the axes that the integers name. */
  private static void moments(Operation operation, Translation to) {
    Steps steps = Steps.of(operation, to);
    String input = operation.input();
    String axes =
        steps.list(
            "axes",
            operation.integers().isEmpty()
                ? LongStream.range(0, to.rank(input)).toArray()
                : operation.integersFrom(0));
    Attribute keep = Attribute.of(operation.flag(0) ? 1 : 0);
    String centred = steps.step("Sub", input, steps.step("ReduceMean", input, axes));
    String squares = steps.step("Mul", centred, centred);
    steps.result("ReduceMean", node -> node.with("keepdims", keep), input, axes);
    to.add(Node.of("ReduceMean", operation.outputs().get(1), squares, axes).with("keepdims", keep));
  }

  /**
   * The integer is half the width of the neighbourhood, reals are bias, alpha and beta. SameDiff
   * looks along the last axis, whatever the layout.
   */
  private static void localResponse(Operation operation, Translation to) {
    Steps steps = Steps.of(operation, to);
    long width = 2 * operation.integer(0) + 1;
    Layout layout = Layout.of(to.rank(operation.input()), true);
    layout.result(
        steps,
        "LRN",
        node ->
            node.with("size", Attribute.of(width))
                .with("bias", Attribute.of((float) operation.real(0, 1)))
                .with("alpha", Attribute.of((float) (operation.real(1, 1) * width)))
                .with("beta", Attribute.of((float) operation.real(2, 0.5))),
        layout.channelsFirst(steps, operation.input()));
  }

  /** x * limit / max(norm, limit); integers are the axes, none of them all. */
  private static void clipByNorm(Operation operation, Translation to) {
    if (operation.reals().isEmpty()) {
      throw operation.refuse("takes its limit from an input, but only a number is known");
    }
    Steps steps = Steps.of(operation, to);
    String limit = steps.number(operation.real(0, 0));
    String norm =
        operation.integers().isEmpty()
            ? steps.step("ReduceL2", operation.input())
            : steps.step(
                "ReduceL2", operation.input(), steps.list("axes", operation.integersFrom(0)));
    String factor = steps.step("Div", limit, steps.step("Max", norm, limit));
    steps.result("Mul", operation.input(), factor);
  }
}
