package dev.facet.exporter.frontend;

import dev.facet.exporter.graph.Attribute;
import dev.facet.exporter.graph.Node;
import dev.facet.exporter.graph.Tensor;

/** Operators that reduce axes to one number each; without axes they reduce all. */
final class ReductionOperators {
  private ReductionOperators() {}

  static void addTo(OperatorTable table) {
    table
        .add("reduce_mean", reduction("ReduceMean"))
        .add("reduce_sum", reduction("ReduceSum"))
        .add("reduce_max", reduction("ReduceMax"))
        .add("reduce_min", reduction("ReduceMin"))
        .add("reduce_prod", reduction("ReduceProd"))
        .add("reduce_norm1", reduction("ReduceL1"))
        .add("reduce_norm2", reduction("ReduceL2"))
        .add("reduce_sqnorm", reduction("ReduceSumSquare"));
  }

  private static Translator reduction(String onnxOperator) {
    return (operation, to) -> {
      Node node =
          operation.integers().isEmpty()
              ? Node.of(onnxOperator, operation.output(), operation.input())
              : Node.of(onnxOperator, operation.output(), operation.input(), axes(operation, to));
      to.add(node.with("keepdims", Attribute.of(operation.keepDimensions() ? 1 : 0)));
    };
  }

  private static String axes(Operation operation, Translation to) {
    return to.constant(operation, "axes", Tensor.list(operation.integersFrom(0)));
  }
}
