package dev.facet.exporter.frontend;

import static dev.facet.exporter.frontend.ElementaryOperators.composed;
import static dev.facet.exporter.frontend.ElementaryOperators.unary;

import dev.facet.exporter.graph.Attribute;
import dev.facet.exporter.graph.Tensor;

/** The functions between layers, element by element or along one axis. */
final class ActivationOperators {
  private static final double GELU_SLOPE = 1.702;
  private static final double GELU_CUBE = 0.044715;

  private ActivationOperators() {}

  static void addTo(OperatorTable table) {
    table
        .add("relu", ActivationOperators::relu)
        .add("relu6", (operation, to) -> clip(operation, to, scalarOrZero(operation), 6))
        .add("leakyrelu", alpha("LeakyRelu", 0.01))
        .add("thresholdedrelu", alpha("ThresholdedRelu", 0))
        .add("prelu", ActivationOperators::prelu)
        .add("crelu", ActivationOperators::concatenatedRelu)
        .add("elu", alpha("Elu", 1))
        .add("selu", unary("Selu"))
        .add("sigmoid", unary("Sigmoid"))
        .add("hard_sigmoid", unary("HardSigmoid"))
        .add("logsigmoid", composed((s, x) -> s.step("Neg", s.step("Softplus", s.step("Neg", x)))))
        .add("tanh", unary("Tanh"))
        .add("hardtanh", (operation, to) -> clip(operation, to, -1, 1))
        .add("rational_tanh", composed(ActivationOperators::rationalTanh))
        .add("rectified_tanh", composed((s, x) -> s.step("Max", s.step("Tanh", x), s.number(0))))
        .add("softplus", unary("Softplus"))
        .add("softsign", unary("Softsign"))
        .add("mish", composed((s, x) -> s.step("Mul", x, s.step("Tanh", s.step("Softplus", x)))))
        .add("swish", composed((steps, x) -> timesSigmoid(steps, x, x)))
        .add("gelu", composed(ActivationOperators::gelu))
        .add("precise_gelu", composed(ActivationOperators::preciseGelu))
        .add("ClipByValue", ActivationOperators::clip)
        .add("softmax", (operation, to) -> softmax(operation, to, "Softmax"))
        .add("log_softmax", (operation, to) -> softmax(operation, to, "LogSoftmax"));
  }

  private static Translator alpha(String onnxOperator, double otherwise) {
    return (operation, to) ->
        Steps.of(operation, to)
            .result(
                onnxOperator,
                node -> node.with("alpha", Attribute.of((float) operation.real(0, otherwise))),
                operation.input());
  }

  private static double scalarOrZero(Operation operation) {
    return operation.scalar().orElse(0f);
  }

  /** Below the scalar all numbers become the scalar. */
  private static void relu(Operation operation, Translation to) {
    Steps steps = Steps.of(operation, to);
    double cutoff = scalarOrZero(operation);
    if (cutoff == 0) {
      steps.result("Relu", operation.input());
    } else {
      steps.result("Max", operation.input(), steps.number(cutoff));
    }
  }

  /** The second input is one slope for each number behind the batch, or for each shared one. */
  private static void prelu(Operation operation, Translation to) {
    Steps.of(operation, to).result("PRelu", operation.input(), operation.operand(1));
  }

  private static void concatenatedRelu(Operation operation, Translation to) {
    Steps steps = Steps.of(operation, to);
    String positive = steps.step("Relu", operation.input());
    String negative = steps.step("Relu", steps.step("Neg", operation.input()));
    steps.result("Concat", node -> node.with("axis", Attribute.of(-1L)), positive, negative);
  }

  /** The limits are two reals, or the second and third input. */
  private static void clip(Operation operation, Translation to) {
    if (operation.reals().isEmpty()) {
      Steps.of(operation, to)
          .result("Clip", operation.input(), operation.operand(1), operation.operand(2));
    } else {
      clip(operation, to, operation.real(0, 0), operation.real(1, 0));
    }
  }

  private static void clip(Operation operation, Translation to, double low, double high) {
    String from = to.constant(operation, "low", Tensor.scalar((float) low));
    String until = to.constant(operation, "high", Tensor.scalar((float) high));
    Steps.of(operation, to).result("Clip", operation.input(), from, until);
  }

  /** ND4J's gelu is the approximation x * sigmoid(1.702 x). */
  private static String gelu(Steps steps, String input) {
    return timesSigmoid(steps, input, steps.step("Mul", input, steps.number(GELU_SLOPE)));
  }

  private static String timesSigmoid(Steps steps, String input, String gateInput) {
    return steps.step("Mul", input, steps.step("Sigmoid", gateInput));
  }

  /**
   * ND4J cubes the factor with the number, x / 2 * (1 + tanh(sqrt(2 / π) (x + (0.044715 x)³))): not
   * the formula of the paper, but what the network was trained with.
   */
  private static String preciseGelu(Steps steps, String input) {
    String small = steps.step("Mul", input, steps.number(GELU_CUBE));
    String cube = steps.step("Mul", steps.step("Mul", small, small), small);
    String inner =
        steps.step("Mul", steps.step("Add", input, cube), steps.number(Math.sqrt(2 / Math.PI)));
    String gate = steps.step("Add", steps.step("Tanh", inner), steps.number(1));
    return steps.step("Mul", steps.step("Mul", input, steps.number(0.5)), gate);
  }

  /** 1.7159 sign(y) (1 - 1 / (1 + |y| + y² + 1.41645 y⁴)) with y = 2 x / 3. */
  private static String rationalTanh(Steps steps, String input) {
    String y = steps.step("Mul", input, steps.number(2.0 / 3));
    String square = steps.step("Mul", y, y);
    String fourth = steps.step("Mul", steps.step("Mul", square, square), steps.number(1.41645));
    String sum = steps.step("Sum", steps.number(1), steps.step("Abs", y), square, fourth);
    String size = steps.step("Sub", steps.number(1), steps.step("Reciprocal", sum));
    String signed = steps.step("Mul", steps.step("Sign", y), size);
    return steps.step("Mul", signed, steps.number(1.7159));
  }

  /** Along another axis than the last ND4J's oneDNN build computes something else. */
  private static void softmax(Operation operation, Translation to, String onnxOperator) {
    int rank = to.rank(operation.input());
    long axis = operation.integer(0, -1);
    if (Math.floorMod(axis, rank) != rank - 1) {
      throw operation.refuse(
          "runs along axis %d of %d, which ND4J itself gets wrong: permute that axis to the end"
              .formatted(axis, rank));
    }
    Steps.of(operation, to)
        .result(onnxOperator, node -> node.with("axis", Attribute.of(-1L)), operation.input());
  }
}
