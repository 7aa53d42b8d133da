package dev.facet.exporter.frontend;

import dev.facet.exporter.graph.Attribute;
import dev.facet.exporter.graph.Tensor;
import java.util.Optional;
import java.util.function.LongBinaryOperator;

/** Operators that make numbers from shapes and arguments, and those that answer what a shape is. */
final class ConstantOperators {
  private ConstantOperators() {}

  static void addTo(OperatorTable table) {
    table
        .add(
            "shape_of",
            (operation, to) -> Steps.of(operation, to).result("Shape", operation.input()))
        .add("size", (operation, to) -> Steps.of(operation, to).result("Size", operation.input()))
        .add("size_at", ConstantOperators::sizeAt)
        .add("rank", ConstantOperators::rank)
        .add("ones_as", (operation, to) -> like(operation, to, 1))
        .add("zeroslike", (operation, to) -> like(operation, to, 0))
        .add("set_scalar", (operation, to) -> like(operation, to, operation.requiredScalar()))
        .add("fill", ConstantOperators::fill)
        .add("range", ConstantOperators::range)
        .add("lin_space", ConstantOperators::evenlySpaced)
        .add(
            "eye", (operation, to) -> matrix(operation, to, (row, column) -> row == column ? 1 : 0))
        .add(
            "tri",
            (operation, to) -> {
              long diagonal = operation.integer(2, 0);
              matrix(operation, to, (row, column) -> column <= row + diagonal ? 1 : 0);
            })
        .add("invert_permutation", ConstantOperators::invertPermutation);
  }

  private static void sizeAt(Operation operation, Translation to) {
    Steps steps = Steps.of(operation, to);
    long axis = Math.floorMod(operation.integer(0), to.rank(operation.input()));
    String size =
        steps.step(
            "Shape",
            node -> node.with("start", Attribute.of(axis)).with("end", Attribute.of(axis + 1)),
            operation.input());
    steps.result("Squeeze", size);
  }

  private static void rank(Operation operation, Translation to) {
    int rank = to.rank(operation.input());
    to.define(operation, Numbers.scalar(to.type(operation.output()), rank));
  }

  /** The same number everywhere, in the shape of the input. */
  private static void like(Operation operation, Translation to, double number) {
    Steps steps = Steps.of(operation, to);
    Optional<long[]> shape = Numbers.fixed(to.shape(operation.output()));
    if (shape.isPresent()) {
      to.define(operation, filled(operation, to, number, shape.get()));
    } else {
      String one = to.constant(operation, "number", filled(operation, to, number));
      steps.result("Expand", one, steps.step("Shape", operation.input()));
    }
  }

  private static Tensor filled(Operation operation, Translation to, double number, long... shape) {
    return Numbers.filled(to.type(operation.output()), number, shape);
  }

  /** The input is a shape, the real what to fill it with. */
  private static void fill(Operation operation, Translation to) {
    double number = operation.real(0, 0);
    if (to.constantValue(operation.input()).isPresent()) {
      long[] shape = to.constantIntegers(operation, operation.input());
      to.define(operation, filled(operation, to, number, shape));
    } else {
      String one = to.constant(operation, "number", filled(operation, to, number));
      Steps.of(operation, to).result("Expand", one, to.asInt64(operation, operation.input()));
    }
  }

  /** From, to (exclusive) and step are three reals or three inputs. */
  private static void range(Operation operation, Translation to) {
    if (operation.inputs().isEmpty()) {
      define(operation, to, operation.real(0, 0), operation.real(2, 1));
      return;
    }
    Steps steps = Steps.of(operation, to);
    String[] limits = new String[3];
    for (int place = 0; place < limits.length; place++) {
      limits[place] = steps.cast(operation.operand(place), to.type(operation.output()));
    }
    steps.result("Range", limits);
  }

  /** Start, stop (inclusive) and number are constant inputs. */
  private static void evenlySpaced(Operation operation, Translation to) {
    double start = constant(operation, to, 0);
    double stop = constant(operation, to, 1);
    double number = constant(operation, to, 2);
    define(operation, to, start, number > 1 ? (stop - start) / (number - 1) : 0);
  }

  private static double constant(Operation operation, Translation to, int place) {
    String variable = operation.operand(place);
    return Numbers.single(
        to.constantValue(variable)
            .orElseThrow(() -> operation.refuse("needs %s to be constant".formatted(variable))));
  }

  /** As many numbers as the output has, from the first in equal steps. */
  private static void define(Operation operation, Translation to, double first, double step) {
    int count = Math.toIntExact(to.size(operation, operation.output(), 0));
    double[] values = new double[count];
    for (int i = 0; i < count; i++) {
      values[i] = first + i * step;
    }
    to.define(operation, Numbers.of(to.type(operation.output()), values, count));
  }

  /** A matrix, or several equal ones, from what stands at each row and column. */
  private static void matrix(Operation operation, Translation to, LongBinaryOperator element) {
    long[] shape =
        Numbers.fixed(to.shape(operation.output()))
            .orElseThrow(() -> operation.refuse("depends on the batch"));
    Tensor zeros = filled(operation, to, 0, shape);
    int rows = Math.toIntExact(shape[shape.length - 2]);
    int columns = Math.toIntExact(shape[shape.length - 1]);
    double[] values = new double[Math.toIntExact(zeros.elements())];
    for (int i = 0; i < values.length; i++) {
      int row = i / columns % rows;
      values[i] = element.applyAsLong(row, i % columns);
    }
    to.define(operation, Numbers.of(to.type(operation.output()), values, shape));
  }

  private static void invertPermutation(Operation operation, Translation to) {
    long[] order = to.constantIntegers(operation, operation.input());
    double[] inverse = new double[order.length];
    for (int place = 0; place < order.length; place++) {
      inverse[Math.toIntExact(order[place])] = place;
    }
    to.define(operation, Numbers.of(to.type(operation.output()), inverse, order.length));
  }
}
