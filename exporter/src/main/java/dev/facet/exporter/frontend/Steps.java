package dev.facet.exporter.frontend;

import dev.facet.exporter.graph.Attribute;
import dev.facet.exporter.graph.ElementType;
import dev.facet.exporter.graph.Node;
import dev.facet.exporter.graph.Tensor;
import java.util.Locale;
import java.util.function.UnaryOperator;

/** Writes the nodes of one operation; what lies between them is named after it and its operator. */
final class Steps {
  private final Operation operation;
  private final Translation to;

  private Steps(Operation operation, Translation to) {
    this.operation = operation;
    this.to = to;
  }

  static Steps of(Operation operation, Translation to) {
    return new Steps(operation, to);
  }

  /** A node on the way; its output's name is the result. */
  String step(String onnxOperator, String... inputs) {
    return step(onnxOperator, UnaryOperator.identity(), inputs);
  }

  /** A node on the way, with attributes. */
  String step(String onnxOperator, UnaryOperator<Node> attributes, String... inputs) {
    String output = to.name(operation, onnxOperator.toLowerCase(Locale.ROOT));
    to.add(attributes.apply(Node.of(onnxOperator, output, inputs)));
    return output;
  }

  /** The node that produces the operation's output. */
  void result(String onnxOperator, String... inputs) {
    result(onnxOperator, UnaryOperator.identity(), inputs);
  }

  /** The node that produces the operation's output, with attributes. */
  void result(String onnxOperator, UnaryOperator<Node> attributes, String... inputs) {
    to.add(attributes.apply(Node.of(onnxOperator, operation.output(), inputs)));
  }

  /** A value brought into another order of axes. */
  String transposed(String value, long... order) {
    return step("Transpose", node -> node.with("perm", order), value);
  }

  /** A value in another element type. */
  String cast(String value, ElementType type) {
    return step("Cast", castTo(type), value);
  }

  /** The attribute of a node that changes the element type. */
  static UnaryOperator<Node> castTo(ElementType type) {
    return node -> node.with("to", Attribute.of(type.onnxCode()));
  }

  /** A float32 scalar. */
  String number(double value) {
    return to.constant(operation, "number", Tensor.scalar((float) value));
  }

  /** A scalar of the element type of a SameDiff variable. */
  String numberLike(String variable, double value) {
    return to.constant(operation, "number", Numbers.scalar(to.type(variable), value));
  }

  /** A list of int64 numbers, for axes and shapes. */
  String list(String role, long... values) {
    return to.constant(operation, role, Tensor.list(values));
  }
}
