package dev.facet.exporter.frontend;

import dev.facet.exporter.graph.Attribute;
import dev.facet.exporter.graph.ElementType;
import dev.facet.exporter.graph.Tensor;
import java.util.function.BiFunction;

/** The functions of a calculator, element by element. */
final class ElementaryOperators {
  private ElementaryOperators() {}

  static void addTo(OperatorTable table) {
    table
        .add("identity", unary("Identity"))
        .add("stop_gradient", unary("Identity"))
        .add("dropout", ElementaryOperators::dropout)
        .add("cast", ElementaryOperators::cast)
        .add("exp", unary("Exp"))
        .add(
            "expm1",
            composed((steps, x) -> steps.step("Sub", steps.step("Exp", x), steps.number(1))))
        .add("log", unary("Log"))
        .add(
            "log1p",
            composed((steps, x) -> steps.step("Log", steps.step("Add", x, steps.number(1)))))
        .add("log_x", ElementaryOperators::logarithm)
        .add("sqrt", unary("Sqrt"))
        .add("rsqrt", composed((steps, x) -> steps.step("Reciprocal", steps.step("Sqrt", x))))
        .add("Reciprocal", unary("Reciprocal"))
        .add("square", composed((steps, x) -> steps.step("Mul", x, x)))
        .add("cube", composed((steps, x) -> steps.step("Mul", steps.step("Mul", x, x), x)))
        .add("abs", unary("Abs"))
        .add("neg", unary("Neg"))
        .add("sign", unary("Sign"))
        .add("ceil", unary("Ceil"))
        .add("floor", unary("Floor"))
        .add("round", composed(ElementaryOperators::round))
        .add("step", ElementaryOperators::heaviside)
        .add("sin", unary("Sin"))
        .add("cos", unary("Cos"))
        .add("tan", unary("Tan"))
        .add("asin", unary("Asin"))
        .add("acos", unary("Acos"))
        .add("atan", unary("Atan"))
        .add("sinh", unary("Sinh"))
        .add("cosh", unary("Cosh"))
        .add("asinh", unary("Asinh"))
        .add("acosh", unary("Acosh"))
        .add("atanh", unary("Atanh"))
        .add("erf", unary("Erf"))
        .add(
            "erfc",
            composed((steps, x) -> steps.step("Sub", steps.number(1), steps.step("Erf", x))))
        .add("cumsum", ElementaryOperators::cumulativeSum);
  }

  /** One node, on the input as the type of the output: of integers SameDiff makes floats. */
  static Translator unary(String onnxOperator) {
    return (operation, to) -> {
      Steps steps = Steps.of(operation, to);
      steps.result(onnxOperator, typed(operation, to));
    };
  }

  /** Several nodes. */
  static Translator composed(BiFunction<Steps, String, String> function) {
    return (operation, to) -> {
      Steps steps = Steps.of(operation, to);
      steps.result("Identity", function.apply(steps, typed(operation, to)));
    };
  }

  private static String typed(Operation operation, Translation to) {
    ElementType type = to.type(operation.output());
    return to.type(operation.input()) == type
        ? operation.input()
        : Steps.of(operation, to).cast(operation.input(), type);
  }

  /**
   * The real is the share of numbers that stay as they are; the others become 0. SameDiff draws
   * them in inference too. What is exported is what comes of it on average, the rule of Srivastava
   * et al. (2014), section 4: every number times that share.
   */
  private static void dropout(Operation operation, Translation to) {
    double kept = operation.real(0, 0);
    if (!(kept > 0 && kept <= 1)) {
      throw operation.refuse("keeps a share of %s, which must be in 0..1".formatted(kept));
    }
    Steps steps = Steps.of(operation, to);
    if (kept == 1) {
      steps.result("Identity", operation.input());
    } else {
      steps.result("Mul", operation.input(), steps.number(kept));
    }
  }

  private static void cast(Operation operation, Translation to) {
    Steps.of(operation, to)
        .result("Cast", Steps.castTo(to.type(operation.output())), operation.input());
  }

  /** The scalar is the base. */
  private static void logarithm(Operation operation, Translation to) {
    Steps steps = Steps.of(operation, to);
    double base = operation.requiredScalar();
    String natural = steps.step("Log", operation.input());
    steps.result("Mul", natural, steps.number(1 / Math.log(base)));
  }

  /** SameDiff rounds halves away from zero, ONNX to the even number. */
  private static String round(Steps steps, String input) {
    String raised = steps.step("Add", steps.step("Abs", input), steps.number(0.5));
    return steps.step("Mul", steps.step("Sign", input), steps.step("Floor", raised));
  }

  /** 1 above the scalar, else 0. */
  private static void heaviside(Operation operation, Translation to) {
    Steps steps = Steps.of(operation, to);
    String input = operation.input();
    String above =
        steps.step("Greater", input, steps.numberLike(input, operation.requiredScalar()));
    steps.result("Cast", Steps.castTo(to.type(operation.output())), above);
  }

  /** Integers are 1 to leave out each number's own share, 1 to run backwards, and the axis. */
  private static void cumulativeSum(Operation operation, Translation to) {
    long[] axes = operation.integersFrom(2);
    if (axes.length != 1) {
      throw operation.refuse("runs along %d axes, but only one is known".formatted(axes.length));
    }
    Steps steps = Steps.of(operation, to);
    steps.result(
        "CumSum",
        node ->
            node.with("exclusive", Attribute.of(operation.integer(0)))
                .with("reverse", Attribute.of(operation.integer(1))),
        operation.input(),
        to.constant(operation, "axis", Tensor.ofLongs(axes)));
  }
}
