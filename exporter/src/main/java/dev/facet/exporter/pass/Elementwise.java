package dev.facet.exporter.pass;

import dev.facet.exporter.graph.Node;
import java.util.Set;

/** The operators of ONNX that change each number of their first input alone. */
public final class Elementwise {
  /** Their names; further inputs, where there are any, are bounds and the like. */
  public static final Set<String> UNARY =
      Set.of(
          "Abs",
          "Acos",
          "Acosh",
          "Asin",
          "Asinh",
          "Atan",
          "Atanh",
          "Cast",
          "Ceil",
          "Celu",
          "Clip",
          "Cos",
          "Cosh",
          "Elu",
          "Erf",
          "Exp",
          "Floor",
          "Gelu",
          "HardSigmoid",
          "HardSwish",
          "Identity",
          "IsInf",
          "IsNaN",
          "LeakyRelu",
          "Log",
          "Mish",
          "Neg",
          "Not",
          "Reciprocal",
          "Relu",
          "Round",
          "Selu",
          "Sigmoid",
          "Sign",
          "Sin",
          "Sinh",
          "Softplus",
          "Softsign",
          "Sqrt",
          "Tan",
          "Tanh",
          "ThresholdedRelu");

  private Elementwise() {}

  /** Whether a node is one of them. */
  static boolean isUnary(Node node) {
    return node.domain().isEmpty() && UNARY.contains(node.operator());
  }
}
