package dev.facet.exporter.frontend;

import dev.facet.exporter.graph.Tensor;
import java.util.List;

/** Operators that work element by element on two operands; both sides broadcast like NumPy. */
final class ArithmeticOperators {
  private ArithmeticOperators() {}

  static void addTo(OperatorTable table) {
    table
        .add("add", binary("Add"))
        .add("subtract", binary("Sub"))
        .add("multiply", binary("Mul"))
        .add("divide", binary("Div"))
        .add("reversesubtract", reversed("Sub"))
        .add("reversedivide", reversed("Div"))
        .add("maximum", binary("Max"))
        .add("minimum", binary("Min"))
        .add("squaredsubtract", ArithmeticOperators::squaredDifference)
        .add("add_scalar", scalar("Add"))
        .add("sub_scalar", scalar("Sub"))
        .add("mul_scalar", scalar("Mul"))
        .add("div_scalar", scalar("Div"))
        .add("rsub_scalar", scalarFirst("Sub"))
        .add("rdiv_scalar", scalarFirst("Div"))
        .add("max_scalar", scalar("Max"))
        .add("scalar_min", scalar("Min"))
        .add("pow", scalar("Pow"));
  }

  private static Translator binary(String onnxOperator) {
    return (operation, to) -> to.add(onnxOperator, operation, operation.inputs());
  }

  private static Translator reversed(String onnxOperator) {
    return (operation, to) -> to.add(onnxOperator, operation, operation.inputs().reversed());
  }

  private static Translator scalar(String onnxOperator) {
    return (operation, to) ->
        to.add(onnxOperator, operation, List.of(operation.input(), operand(operation, to)));
  }

  private static Translator scalarFirst(String onnxOperator) {
    return (operation, to) ->
        to.add(onnxOperator, operation, List.of(operand(operation, to), operation.input()));
  }

  private static String operand(Operation operation, Translation to) {
    float value =
        operation.scalar().orElseThrow(() -> operation.refuse("has lost its scalar operand"));
    return to.constant(operation, "scalar", Tensor.scalar(value));
  }

  private static void squaredDifference(Operation operation, Translation to) {
    String difference =
        to.step(
            "Sub",
            to.name(operation, "difference"),
            operation.inputs().get(0),
            operation.inputs().get(1));
    to.add("Mul", operation, List.of(difference, difference));
  }
}
