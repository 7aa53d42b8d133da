package dev.facet.exporter.frontend;

import dev.facet.exporter.graph.Attribute;
import dev.facet.exporter.graph.Node;
import dev.facet.exporter.graph.Tensor;
import java.util.List;

/** Functions of one tensor, element by element or along one axis. */
final class ActivationOperators {
  private static final float GELU_SLOPE = 1.702f;

  private ActivationOperators() {}

  static void addTo(OperatorTable table) {
    table
        .add("identity", unary("Identity"))
        .add("relu", ActivationOperators::relu)
        .add("relu6", ActivationOperators::relu6)
        .add("leakyrelu", alpha("LeakyRelu", 0.01))
        .add("elu", alpha("Elu", 1))
        .add("sigmoid", unary("Sigmoid"))
        .add("hard_sigmoid", unary("HardSigmoid"))
        .add("tanh", unary("Tanh"))
        .add("softplus", unary("Softplus"))
        .add("swish", (operation, to) -> timesSigmoid(operation, to, operation.input()))
        .add("gelu", ActivationOperators::gelu)
        .add("exp", unary("Exp"))
        .add("log", unary("Log"))
        .add("sqrt", unary("Sqrt"))
        .add("rsqrt", ActivationOperators::reciprocalRoot)
        .add("Reciprocal", unary("Reciprocal"))
        .add("square", (operation, to) -> square(operation, to))
        .add("abs", unary("Abs"))
        .add("neg", unary("Neg"))
        .add("erf", unary("Erf"))
        .add("ClipByValue", ActivationOperators::clip)
        .add("softmax", ActivationOperators::softmax);
  }

  private static Translator unary(String onnxOperator) {
    return (operation, to) -> to.add(onnxOperator, operation, List.of(operation.input()));
  }

  private static Translator alpha(String onnxOperator, double otherwise) {
    return (operation, to) ->
        to.add(
            Node.of(onnxOperator, operation.output(), operation.input())
                .with("alpha", Attribute.of((float) operation.real(0, otherwise))));
  }

  private static void relu(Operation operation, Translation to) {
    float cutoff = operation.scalar().orElse(0f);
    if (cutoff != 0) {
      throw operation.refuse("has the cutoff %s, but only 0 has an equal".formatted(cutoff));
    }
    to.add("Relu", operation, List.of(operation.input()));
  }

  private static void relu6(Operation operation, Translation to) {
    clip(operation, to, 0, 6);
  }

  private static void clip(Operation operation, Translation to) {
    clip(operation, to, (float) operation.real(0, 0), (float) operation.real(1, 0));
  }

  private static void clip(Operation operation, Translation to, float low, float high) {
    String from = to.constant(operation, "low", Tensor.scalar(low));
    String until = to.constant(operation, "high", Tensor.scalar(high));
    to.add("Clip", operation, List.of(operation.input(), from, until));
  }

  private static void square(Operation operation, Translation to) {
    to.add("Mul", operation, List.of(operation.input(), operation.input()));
  }

  private static void reciprocalRoot(Operation operation, Translation to) {
    String root = to.step("Sqrt", to.name(operation, "root"), operation.input());
    to.add("Reciprocal", operation, List.of(root));
  }

  /** ND4J's gelu is the approximation x * sigmoid(1.702 x). */
  private static void gelu(Operation operation, Translation to) {
    String slope = to.constant(operation, "slope", Tensor.scalar(GELU_SLOPE));
    String steep = to.step("Mul", to.name(operation, "steep"), operation.input(), slope);
    timesSigmoid(operation, to, steep);
  }

  private static void timesSigmoid(Operation operation, Translation to, String gateInput) {
    String gate = to.step("Sigmoid", to.name(operation, "gate"), gateInput);
    to.add("Mul", operation, List.of(operation.input(), gate));
  }

  /** Along another axis than the last ND4J's oneDNN build computes something else. */
  private static void softmax(Operation operation, Translation to) {
    int rank = to.rank(operation.input());
    long axis = operation.integer(0, -1);
    if (Math.floorMod(axis, rank) != rank - 1) {
      throw operation.refuse(
          "runs along axis %d of %d, which ND4J itself gets wrong: permute that axis to the end"
              .formatted(axis, rank));
    }
    to.add(
        Node.of("Softmax", operation.output(), operation.input()).with("axis", Attribute.of(-1L)));
  }
}
