package dev.facet.exporter.frontend;

import dev.facet.exporter.graph.Attribute;
import dev.facet.exporter.graph.Node;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;

/** Operators that take parts of a tensor. */
final class SliceOperators {
  private SliceOperators() {}

  static void addTo(OperatorTable table) {
    table
        .add("slice", SliceOperators::slice)
        .add("strided_slice", SliceOperators::stridedSlice)
        .guard("strided_slice", StridedCut::requireForward)
        .add("reverse", SliceOperators::reverse)
        .add("reverse_sequence", SliceOperators::reverseSequence)
        .add("split", SliceOperators::split)
        .add("split_v", SliceOperators::splitBySizes)
        .add("unstack", SliceOperators::unstack);
  }

  /** The begins of all axes, then their sizes, as integers or inputs; -1 goes to the end. */
  private static void slice(Operation operation, Translation to) {
    int rank = to.rank(operation.input());
    long[] limits =
        operation.integers().isEmpty()
            ? LongStream.concat(
                    Arrays.stream(to.constantIntegers(operation, operation.operand(1))),
                    Arrays.stream(to.constantIntegers(operation, operation.operand(2))))
                .toArray()
            : operation.integersFrom(0);
    if (limits.length != 2 * rank) {
      throw operation.refuse(
          "has %d begins and sizes, but only the form with %d is known"
              .formatted(limits.length, 2 * rank));
    }
    Ranges ranges = new Ranges();
    for (int axis = 0; axis < rank; axis++) {
      long begin = limits[axis];
      long size = limits[rank + axis];
      ranges.add(axis, begin, size < 0 ? Ranges.END : begin + size, 1);
    }
    ranges.result(operation, to, operation.input());
  }

  private static void stridedSlice(Operation operation, Translation to) {
    StridedCut.of(operation, to).translate(operation, to);
  }

  /** Integers are the axes to turn round. */
  private static void reverse(Operation operation, Translation to) {
    Ranges ranges = new Ranges();
    operation.integers().forEach(axis -> ranges.add(axis, -1, Ranges.BEFORE_BEGIN, -1));
    ranges.result(operation, to, operation.input());
  }

  /** Inputs are data and the length of each sequence, integers the axes of time and batch. */
  private static void reverseSequence(Operation operation, Translation to) {
    long time = Math.floorMod(operation.integer(0), to.rank(operation.input()));
    long batch = operation.integer(1, 0);
    if (time + batch != 1) {
      throw operation.refuse(
          "has time on axis %d and the batch on %d, but only axes 0 and 1 are known"
              .formatted(time, batch));
    }
    Steps.of(operation, to)
        .result(
            "ReverseSequence",
            node ->
                node.with("time_axis", Attribute.of(time)).with("batch_axis", Attribute.of(batch)),
            operation.input(),
            to.asInt64(operation, operation.operand(1)));
  }

  /** Integers are the number of equal parts and the axis. */
  private static void split(Operation operation, Translation to) {
    if (operation.inputs().size() != 1) {
      throw operation.refuse("takes its axis from an input, but only a fixed axis is known");
    }
    to.add(
        Node.of("Split", operation.output(), operation.input())
            .withOutputs(operation.outputs())
            .with("num_outputs", Attribute.of(operation.integer(0)))
            .with("axis", Attribute.of(operation.integer(1, 0))));
  }

  /** Inputs are data and the constant sizes of the parts, the first integer is the axis. */
  private static void splitBySizes(Operation operation, Translation to) {
    long[] sizes = to.constantIntegers(operation, operation.operand(1));
    String list = Steps.of(operation, to).list("sizes", sizes);
    to.add(
        Node.of("Split", operation.output(), operation.input(), list)
            .withOutputs(operation.outputs())
            .with("axis", Attribute.of(operation.integer(0, 0))));
  }

  private static void unstack(Operation operation, Translation to) {
    long axis = operation.integer(0);
    String axes = Steps.of(operation, to).list("axes", axis);
    List<String> parts =
        operation.outputs().stream().map(output -> to.name(operation, "part")).toList();
    to.add(
        Node.of("Split", parts.getFirst(), operation.input())
            .withOutputs(parts)
            .with("num_outputs", Attribute.of(parts.size()))
            .with("axis", Attribute.of(axis)));
    for (int i = 0; i < parts.size(); i++) {
      to.step("Squeeze", operation.outputs().get(i), parts.get(i), axes);
    }
  }
}
