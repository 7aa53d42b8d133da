package dev.facet.exporter.frontend;

import dev.facet.exporter.graph.Attribute;
import dev.facet.exporter.graph.Node;
import dev.facet.exporter.graph.Tensor;
import java.util.ArrayList;
import java.util.List;

/** Operators that take parts of a tensor. */
final class SliceOperators {
  /** The end of an axis, whatever its size. */
  private static final long END = Long.MAX_VALUE;

  private SliceOperators() {}

  static void addTo(OperatorTable table) {
    table
        .add("slice", SliceOperators::slice)
        .add("strided_slice", SliceOperators::stridedSlice)
        .add("split", SliceOperators::split)
        .add("unstack", SliceOperators::unstack)
        .add("gather", SliceOperators::gather);
  }

  /** Integers are the begins of all axes, then their sizes; a size of -1 goes to the end. */
  private static void slice(Operation operation, Translation to) {
    int rank = to.rank(operation.input());
    requireIntegers(operation, 2 * rank);
    Ranges ranges = new Ranges();
    for (int axis = 0; axis < rank; axis++) {
      long begin = operation.integer(axis);
      long size = operation.integer(rank + axis);
      ranges.add(axis, begin, size < 0 ? END : begin + size, 1);
    }
    ranges.apply(operation, to, operation.output());
  }

  /**
   * Integers are five bit masks (begin, ellipsis, end, new axis, shrink axis), then the begins,
   * ends and strides of all axes.
   */
  private static void stridedSlice(Operation operation, Translation to) {
    int rank = to.rank(operation.input());
    requireIntegers(operation, 5 + 3 * rank);
    if (operation.integer(1) != 0 || operation.integer(3) != 0) {
      throw operation.refuse("uses an ellipsis or a new axis, which are not known");
    }
    Ranges ranges = new Ranges();
    List<Long> shrunk = new ArrayList<>();
    for (int axis = 0; axis < rank; axis++) {
      long stride = operation.integer(5 + 2 * rank + axis);
      if (stride < 1) {
        throw operation.refuse(
            "has the stride %d, but only positive ones are known".formatted(stride));
      }
      long begin = masked(operation.integer(0), axis) ? 0 : operation.integer(5 + axis);
      if (masked(operation.integer(4), axis)) {
        ranges.add(axis, begin, begin == -1 ? END : begin + 1, 1);
        shrunk.add((long) axis);
      } else {
        long end = masked(operation.integer(2), axis) ? END : operation.integer(5 + rank + axis);
        ranges.add(axis, begin, end, stride);
      }
    }
    if (shrunk.isEmpty()) {
      ranges.apply(operation, to, operation.output());
    } else {
      String part = to.name(operation, "part");
      ranges.apply(operation, to, part);
      String axes =
          to.constant(
              operation, "axes", Tensor.list(shrunk.stream().mapToLong(Long::longValue).toArray()));
      to.add("Squeeze", operation, List.of(part, axes));
    }
  }

  private static boolean masked(long mask, int axis) {
    return (mask >> axis & 1) == 1;
  }

  private static void requireIntegers(Operation operation, int wanted) {
    if (operation.integers().size() != wanted) {
      throw operation.refuse(
          "has %d integer arguments, but only the form with %d is known"
              .formatted(operation.integers().size(), wanted));
    }
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

  private static void unstack(Operation operation, Translation to) {
    long axis = operation.integer(0);
    String axes = to.constant(operation, "axes", Tensor.list(axis));
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

  /** The indices are the second input; integers behind the axis repeat them. */
  private static void gather(Operation operation, Translation to) {
    String indices =
        operation
            .input(1)
            .orElseGet(
                () -> to.constant(operation, "indices", Tensor.list(operation.integersFrom(1))));
    to.add(
        Node.of("Gather", operation.output(), operation.input(), indices)
            .with("axis", Attribute.of(operation.integer(0, 0))));
  }

  /** The axes that a slice really cuts; those taken whole are left out. */
  private static final class Ranges {
    private final List<long[]> cuts = new ArrayList<>();

    void add(long axis, long begin, long end, long stride) {
      if (begin != 0 || end != END || stride != 1) {
        cuts.add(new long[] {begin, end, axis, stride});
      }
    }

    void apply(Operation operation, Translation to, String output) {
      if (cuts.isEmpty()) {
        to.step("Identity", output, operation.input());
        return;
      }
      to.step(
          "Slice",
          output,
          operation.input(),
          column(operation, to, "begins", 0),
          column(operation, to, "ends", 1),
          column(operation, to, "axes", 2),
          column(operation, to, "strides", 3));
    }

    private String column(Operation operation, Translation to, String role, int place) {
      long[] values = cuts.stream().mapToLong(cut -> cut[place]).toArray();
      return to.constant(operation, role, Tensor.list(values));
    }
  }
}
