package dev.facet.exporter.frontend;

import dev.facet.exporter.graph.Attribute;
import dev.facet.exporter.graph.Dimension;
import dev.facet.exporter.graph.Node;
import dev.facet.exporter.graph.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;

/** Operators that move numbers without changing them: reshape, transpose, join, repeat. */
final class ShapeOperators {
  /** The mark with which SameDiff's reshape says "row-major"; the other order is -127. */
  private static final long ROW_MAJOR = -99;

  private ShapeOperators() {}

  static void addTo(OperatorTable table) {
    table
        .add("reshape", ShapeOperators::reshape)
        .add("permute", ShapeOperators::permute)
        .add("transpose", ShapeOperators::permute)
        .add("expand_dims", ShapeOperators::expand)
        .add("squeeze", ShapeOperators::squeeze)
        .add("concat", ShapeOperators::concat)
        .add("stack", ShapeOperators::stack)
        .add("tile", ShapeOperators::tile)
        .add("flatten", ShapeOperators::flatten)
        .add("pad", ShapeOperators::pad);
  }

  /** The target is either the integers behind the order's mark, or a second input. */
  private static void reshape(Operation operation, Translation to) {
    if (operation.integer(0, ROW_MAJOR) != ROW_MAJOR) {
      throw operation.refuse(
          "is not row-major, its order mark is %d".formatted(operation.integer(0)));
    }
    String target =
        operation.integers().size() > 1
            ? to.constant(operation, "shape", Tensor.list(operation.integersFrom(1)))
            : to.asInt64(operation, secondInput(operation));
    to.add("Reshape", operation, List.of(operation.input(), target));
  }

  private static String secondInput(Operation operation) {
    return operation
        .input(1)
        .orElseThrow(() -> operation.refuse("has neither integer arguments nor a second input"));
  }

  /** Without an order all axes are reversed. */
  private static void permute(Operation operation, Translation to) {
    long[] order = operation.integersFrom(0);
    if (order.length == 0 && operation.input(1).isPresent()) {
      order = to.constantIntegers(operation, secondInput(operation));
    } else if (order.length == 0) {
      int rank = to.rank(operation.input());
      order = LongStream.range(0, rank).map(axis -> rank - 1 - axis).toArray();
    }
    to.add(Node.of("Transpose", operation.output(), operation.input()).with("perm", order));
  }

  private static void expand(Operation operation, Translation to) {
    String axes = to.constant(operation, "axes", Tensor.list(operation.integer(0)));
    to.add("Unsqueeze", operation, List.of(operation.input(), axes));
  }

  private static void squeeze(Operation operation, Translation to) {
    long[] axes = operation.integersFrom(0);
    if (axes.length == 0) {
      List<Dimension> shape = to.shape(operation.input());
      axes =
          LongStream.range(0, shape.size())
              .filter(axis -> shape.get(Math.toIntExact(axis)).equals(Dimension.of(1)))
              .toArray();
    }
    String constant = to.constant(operation, "axes", Tensor.list(axes));
    to.add("Squeeze", operation, List.of(operation.input(), constant));
  }

  private static void concat(Operation operation, Translation to) {
    if (operation.flag(0)) {
      throw operation.refuse("takes its axis from an input, but only a fixed axis is known");
    }
    join(operation, to, operation.inputs());
  }

  private static void stack(Operation operation, Translation to) {
    String axes = to.constant(operation, "axes", Tensor.list(operation.integer(0)));
    List<String> parts = new ArrayList<>();
    for (String input : operation.inputs()) {
      parts.add(to.step("Unsqueeze", to.name(operation, "part"), input, axes));
    }
    join(operation, to, parts);
  }

  private static void join(Operation operation, Translation to, List<String> parts) {
    to.add(
        Node.of("Concat", operation.output(), parts.toArray(String[]::new))
            .with("axis", Attribute.of(operation.integer(0))));
  }

  private static void tile(Operation operation, Translation to) {
    String repeats =
        operation.integers().isEmpty()
            ? to.asInt64(operation, secondInput(operation))
            : to.constant(operation, "repeats", Tensor.list(operation.integersFrom(0)));
    to.add("Tile", operation, List.of(operation.input(), repeats));
  }

  /** All numbers of all inputs in one row; the integer is the letter of the order, c for rows. */
  private static void flatten(Operation operation, Translation to) {
    if (operation.integer(0, 'c') != 'c') {
      throw operation.refuse("is not row-major, its order is %d".formatted(operation.integer(0)));
    }
    Steps steps = Steps.of(operation, to);
    String shape = steps.list("shape", -1);
    String[] rows =
        operation.inputs().stream()
            .map(input -> steps.step("Reshape", input, shape))
            .toArray(String[]::new);
    steps.result("Concat", node -> node.with("axis", Attribute.of(0L)), rows);
  }

  /**
   * The second input says for each axis how much comes before and behind; the integer is 0 for a
   * constant, which is the real, 1 for a reflection without the border and 2 for one with it.
   */
  private static void pad(Operation operation, Translation to) {
    Steps steps = Steps.of(operation, to);
    long[] pairs = to.constantIntegers(operation, operation.operand(1));
    int rank = pairs.length / 2;
    long[] pads = new long[pairs.length];
    for (int axis = 0; axis < rank; axis++) {
      pads[axis] = pairs[2 * axis];
      pads[rank + axis] = pairs[2 * axis + 1];
    }
    String input = operation.input();
    switch (Math.toIntExact(operation.integer(0, 0))) {
      case 0 -> {
        String number = steps.numberLike(input, operation.real(0, 0));
        steps.result("Pad", input, steps.list("pads", pads), number);
      }
      case 1 ->
          steps.result(
              "Pad",
              node -> node.with("mode", Attribute.of("reflect")),
              input,
              steps.list("pads", pads));
      case 2 -> mirror(operation, to, pairs);
      default -> throw operation.refuse("has the unknown mode %d".formatted(operation.integer(0)));
    }
  }

  /** ONNX cannot reflect with the border, but any place of a fixed axis can be picked. */
  private static void mirror(Operation operation, Translation to, long[] pairs) {
    Steps steps = Steps.of(operation, to);
    String value = operation.input();
    for (int axis = 0; axis < pairs.length / 2; axis++) {
      long before = pairs[2 * axis];
      long behind = pairs[2 * axis + 1];
      if (before == 0 && behind == 0) {
        continue;
      }
      long size = to.size(operation, operation.input(), axis);
      long[] places =
          LongStream.range(-before, size + behind)
              .map(place -> place < 0 ? -1 - place : place < size ? place : 2 * size - 1 - place)
              .toArray();
      Attribute along = Attribute.of(axis);
      value =
          steps.step(
              "Gather", node -> node.with("axis", along), value, steps.list("places", places));
    }
    steps.result("Identity", value);
  }
}
