package dev.facet.exporter.frontend;

import dev.facet.exporter.graph.ElementType;

/** Operators that compare two tensors along axes and give one number for each place. */
final class DistanceOperators {
  private DistanceOperators() {}

  static void addTo(OperatorTable table) {
    table
        .add("dot", DistanceOperators::dot)
        .add("cosinesimilarity", (operation, to) -> cosine(operation, to, false))
        .add("cosinedistance", (operation, to) -> cosine(operation, to, true))
        .add("euclidean", (operation, to) -> difference(operation, to, "ReduceL2"))
        .add("manhattan", (operation, to) -> difference(operation, to, "ReduceL1"))
        .add("hammingdistance", DistanceOperators::hamming)
        .add("jaccarddistance", DistanceOperators::jaccard);
  }

  private static void dot(Operation operation, Translation to) {
    Steps steps = Steps.of(operation, to);
    result(operation, to, "ReduceSum", steps.step("Mul", operation.input(), operation.operand(1)));
  }

  private static void result(Operation operation, Translation to, String reduction, String value) {
    Steps.of(operation, to)
        .result(
            reduction,
            ReductionOperators.keeping(operation.keepDimensions()),
            ReductionOperators.inputs(operation, to, value));
  }

  private static String reduced(
      Operation operation, Translation to, String reduction, String value) {
    return Steps.of(operation, to)
        .step(
            reduction,
            ReductionOperators.keeping(operation.keepDimensions()),
            ReductionOperators.inputs(operation, to, value));
  }

  private static void cosine(Operation operation, Translation to, boolean distance) {
    Steps steps = Steps.of(operation, to);
    String left = operation.input();
    String right = operation.operand(1);
    String product = reduced(operation, to, "ReduceSum", steps.step("Mul", left, right));
    String lengths =
        steps.step(
            "Mul",
            reduced(operation, to, "ReduceL2", left),
            reduced(operation, to, "ReduceL2", right));
    if (distance) {
      steps.result("Sub", steps.number(1), steps.step("Div", product, lengths));
    } else {
      steps.result("Div", product, lengths);
    }
  }

  private static void difference(Operation operation, Translation to, String norm) {
    Steps steps = Steps.of(operation, to);
    result(operation, to, norm, steps.step("Sub", operation.input(), operation.operand(1)));
  }

  /** The share of elements that differ. */
  private static void hamming(Operation operation, Translation to) {
    Steps steps = Steps.of(operation, to);
    String equal = steps.step("Equal", operation.input(), operation.operand(1));
    String different = steps.cast(steps.step("Not", equal), ElementType.FLOAT);
    result(operation, to, "ReduceMean", different);
  }

  /** 1 - sum of minima / sum of maxima. */
  private static void jaccard(Operation operation, Translation to) {
    Steps steps = Steps.of(operation, to);
    String least = steps.step("Min", operation.input(), operation.operand(1));
    String most = steps.step("Max", operation.input(), operation.operand(1));
    String share =
        steps.step(
            "Div",
            reduced(operation, to, "ReduceSum", least),
            reduced(operation, to, "ReduceSum", most));
    steps.result("Sub", steps.number(1), share);
  }
}
