package dev.facet.exporter.frontend;

import dev.facet.exporter.graph.Attribute;
import dev.facet.exporter.graph.ElementType;
import java.util.List;

/** Operators that work element by element on two operands; both sides broadcast like NumPy. */
final class ArithmeticOperators {
  private ArithmeticOperators() {}

  static void addTo(OperatorTable table) {
    table
        .add("add", all("Add"))
        .add("subtract", all("Sub"))
        .add("multiply", all("Mul"))
        .add("divide", all("Div"))
        .add("reversesubtract", reversed("Sub"))
        .add("reversedivide", reversed("Div"))
        .add("maximum", all("Max"))
        .add("minimum", all("Min"))
        .add("mergeadd", all("Sum"))
        .add("mergeavg", all("Mean"))
        .add("mergemax", all("Max"))
        .add("squaredsubtract", ArithmeticOperators::squaredDifference)
        .add("Pow", all("Pow"))
        .add("floordiv", ArithmeticOperators::floorDivision)
        .add("floormod", ArithmeticOperators::floorRemainder)
        .add("mod", ArithmeticOperators::floorRemainder)
        .add("tf_atan2", ArithmeticOperators::angle)
        .add("assign", ArithmeticOperators::assign)
        .add("add_scalar", scalar("Add"))
        .add("sub_scalar", scalar("Sub"))
        .add("mul_scalar", scalar("Mul"))
        .add("div_scalar", scalar("Div"))
        .add("rsub_scalar", scalarFirst("Sub"))
        .add("rdiv_scalar", scalarFirst("Div"))
        .add("max_scalar", scalar("Max"))
        .add("scalar_min", scalar("Min"))
        .add("pow", scalar("Pow"))
        .add("fmod_scalar", ArithmeticOperators::remainder);
  }

  private static Translator all(String onnxOperator) {
    return (operation, to) -> to.add(onnxOperator, operation, operation.inputs());
  }

  private static Translator reversed(String onnxOperator) {
    return (operation, to) -> to.add(onnxOperator, operation, operation.inputs().reversed());
  }

  private static Translator scalar(String onnxOperator) {
    return (operation, to) ->
        to.add(onnxOperator, operation, List.of(operation.input(), scalarOf(operation, to)));
  }

  private static Translator scalarFirst(String onnxOperator) {
    return (operation, to) ->
        to.add(onnxOperator, operation, List.of(scalarOf(operation, to), operation.input()));
  }

  /** The number behind an operator between a tensor and a number, in the tensor's type. */
  static String scalarOf(Operation operation, Translation to) {
    return Steps.of(operation, to).numberLike(operation.input(), operation.requiredScalar());
  }

  private static void squaredDifference(Operation operation, Translation to) {
    Steps steps = Steps.of(operation, to);
    String difference = steps.step("Sub", operation.input(), operation.operand(1));
    steps.result("Mul", difference, difference);
  }

  private static void requireFloats(Operation operation, Translation to) {
    if (to.type(operation.input()) != ElementType.FLOAT) {
      throw operation.refuse(
          "divides integers, whose quotients ND4J rounds towards zero here: cast them to floats");
    }
  }

  private static void floorDivision(Operation operation, Translation to) {
    requireFloats(operation, to);
    Steps steps = Steps.of(operation, to);
    steps.result("Floor", steps.step("Div", operation.input(), operation.operand(1)));
  }

  /** x - floor(x / y) y, which has the sign of y. */
  private static void floorRemainder(Operation operation, Translation to) {
    requireFloats(operation, to);
    Steps steps = Steps.of(operation, to);
    String whole = steps.step("Floor", steps.step("Div", operation.input(), operation.operand(1)));
    steps.result("Sub", operation.input(), steps.step("Mul", whole, operation.operand(1)));
  }

  /** The remainder with the sign of the input. */
  private static void remainder(Operation operation, Translation to) {
    Steps.of(operation, to)
        .result(
            "Mod",
            node -> node.with("fmod", Attribute.of(1L)),
            operation.input(),
            scalarOf(operation, to));
  }

  /** The angle of the point (x, y); inputs are y and x. */
  private static void angle(Operation operation, Translation to) {
    Steps steps = Steps.of(operation, to);
    String y = operation.input();
    String x = operation.operand(1);
    String slope = steps.step("Atan", steps.step("Div", y, x));
    String below = steps.step("Less", y, steps.number(0));
    String halfTurn = steps.step("Where", below, steps.number(-Math.PI), steps.number(Math.PI));
    String left = steps.step("Less", x, steps.number(0));
    String turn = steps.step("Where", left, halfTurn, steps.number(0));
    steps.result("Add", slope, turn);
  }

  /** The second input takes the place of the first. */
  private static void assign(Operation operation, Translation to) {
    if (!to.shape(operation.operand(1)).equals(to.shape(operation.output()))) {
      throw operation.refuse("spreads a tensor over a larger one, but only equal shapes are known");
    }
    Steps.of(operation, to).result("Identity", operation.operand(1));
  }
}
