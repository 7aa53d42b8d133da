package dev.facet.exporter.frontend;

import dev.facet.exporter.graph.Attribute;
import dev.facet.exporter.graph.ElementType;
import dev.facet.exporter.graph.Node;
import dev.facet.exporter.graph.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** Operators that read, write or make indices. */
final class IndexOperators {
  private IndexOperators() {}

  static void addTo(OperatorTable table) {
    table
        .add("gather", IndexOperators::gather)
        .add("gather_nd", IndexOperators::gatherByCoordinates)
        .add("embedding_lookup", IndexOperators::lookup)
        .add("argmax", (operation, to) -> place(operation, to, "ArgMax"))
        .add("argmin", (operation, to) -> place(operation, to, "ArgMin"))
        .add("top_k", IndexOperators::largest)
        .add("onehot", IndexOperators::oneHot)
        .add("sequence_mask", IndexOperators::sequenceMask)
        .add("scatter_add", scatter("add"))
        .add("scatter_mul", scatter("mul"))
        .add("scatter_max", scatter("max"))
        .add("scatter_min", scatter("min"))
        .add("scatter_sub", IndexOperators::scatterDifference);
  }

  /** The indices are the second input, or the integers behind the axis. */
  private static void gather(Operation operation, Translation to) {
    String indices =
        operation
            .input(1)
            .orElseGet(
                () -> to.constant(operation, "indices", Tensor.list(operation.integersFrom(1))));
    gather(operation, to, indices, operation.integer(0, 0));
  }

  private static void gather(Operation operation, Translation to, String indices, long axis) {
    Steps.of(operation, to)
        .result(
            "Gather", node -> node.with("axis", Attribute.of(axis)), operation.input(), indices);
  }

  /** Inputs are data and coordinates, whose last axis names places on the first axes. */
  private static void gatherByCoordinates(Operation operation, Translation to) {
    Steps.of(operation, to)
        .result("GatherND", operation.input(), to.asInt64(operation, operation.operand(1)));
  }

  /** Inputs are one table and the rows to take; with one table the partition changes nothing. */
  private static void lookup(Operation operation, Translation to) {
    if (operation.inputs().size() != 2) {
      throw operation.refuse("reads several tables, but only one is known");
    }
    gather(operation, to, operation.operand(1), 0);
  }

  /** Integers are the axes, none of them all, and the flag keeps them with size 1. */
  private static void place(Operation operation, Translation to, String onnxOperator) {
    if (operation.integers().size() > 1) {
      throw operation.refuse(
          "runs along the axes %s together, but only one or all are known"
              .formatted(operation.integers()));
    }
    Steps steps = Steps.of(operation, to);
    boolean all = operation.integers().isEmpty();
    if (all && operation.flag(0)) {
      throw operation.refuse("keeps all axes, but only one kept axis is known");
    }
    String input =
        all ? steps.step("Reshape", operation.input(), steps.list("shape", -1)) : operation.input();
    String place =
        steps.step(
            onnxOperator,
            node ->
                node.with("axis", Attribute.of(operation.integer(0, 0)))
                    .with("keepdims", Attribute.of(operation.flag(0) ? 1 : 0)),
            input);
    steps.result("Cast", Steps.castTo(to.type(operation.output())), place);
  }

  /**
   * The first integer is how many, the second whether they come in order. SameDiff's own {@code
   * topK} hands them over the other way round; the exported graph does what the kernel does.
   */
  private static void largest(Operation operation, Translation to) {
    Steps steps = Steps.of(operation, to);
    String places = to.name(operation, "places");
    to.add(
        Node.of(
                "TopK",
                operation.output(),
                operation.input(),
                steps.list("count", operation.integer(0)))
            .withOutputs(List.of(operation.output(), places))
            .with("sorted", Attribute.of(operation.integer(1, 1) == 0 ? 0 : 1)));
    String output = operation.outputs().get(1);
    to.add(Steps.castTo(to.type(output)).apply(Node.of("Cast", output, places)));
  }

  /**
   * Integers are the axis of the classes and their number, reals what to write for the class and
   * for all others. An index outside is none of the classes, so the indices are compared.
   */
  private static void oneHot(Operation operation, Translation to) {
    Steps steps = Steps.of(operation, to);
    String indices = operation.input();
    int rank = to.rank(operation.output());
    int axis = Math.floorMod(operation.integer(0, -1), rank);
    int depth = Math.toIntExact(operation.integer(1));
    ElementType type = to.type(operation.output());
    String spread = steps.step("Unsqueeze", indices, steps.list("axes", axis));
    String classes = counting(operation, to, indices, depth, rank - axis);
    String on = to.constant(operation, "on", Numbers.scalar(type, operation.real(0, 1)));
    String off = to.constant(operation, "off", Numbers.scalar(type, operation.real(1, 0)));
    steps.result("Where", steps.step("Equal", spread, classes), on, off);
  }

  /** 0, 1, 2, ... in the type of a variable, on the first of so many axes. */
  private static String counting(
      Operation operation, Translation to, String variable, int count, int axes) {
    long[] shape = new long[axes];
    Arrays.fill(shape, 1);
    shape[0] = count;
    double[] numbers = IntStream.range(0, count).asDoubleStream().toArray();
    return to.constant(operation, "counting", Numbers.of(to.type(variable), numbers, shape));
  }

  /** The input is lengths; the number of columns is an integer or a constant second input. */
  private static void sequenceMask(Operation operation, Translation to) {
    if (operation.integers().isEmpty() && operation.inputs().size() < 2) {
      throw operation.refuse("is as wide as its longest sequence: say how wide it is to be");
    }
    long columns =
        operation.integers().isEmpty()
            ? to.constantIntegers(operation, operation.operand(1))[0]
            : operation.integer(0);
    Steps steps = Steps.of(operation, to);
    String lengths = operation.input();
    String spread = steps.step("Unsqueeze", lengths, steps.list("axes", -1));
    String counting = counting(operation, to, lengths, Math.toIntExact(columns), 1);
    String inside = steps.step("Less", counting, spread);
    steps.result("Cast", Steps.castTo(to.type(operation.output())), inside);
  }

  /** Inputs are data, rows of it and what to combine with these rows. */
  private static Translator scatter(String combination) {
    return (operation, to) -> scatter(operation, to, operation.operand(2), combination);
  }

  private static void scatterDifference(Operation operation, Translation to) {
    String negative = Steps.of(operation, to).step("Neg", operation.operand(2));
    scatter(operation, to, negative, "add");
  }

  private static void scatter(
      Operation operation, Translation to, String updates, String combination) {
    Steps steps = Steps.of(operation, to);
    String rows = to.asInt64(operation, operation.operand(1));
    String coordinates = steps.step("Unsqueeze", rows, steps.list("axes", -1));
    steps.result(
        "ScatterND",
        node -> node.with("reduction", Attribute.of(combination)),
        operation.input(),
        coordinates,
        updates);
  }
}
