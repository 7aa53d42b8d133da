package dev.facet.exporter.frontend;

import dev.facet.exporter.graph.Attribute;
import dev.facet.exporter.graph.Dimension;
import dev.facet.exporter.graph.ElementType;
import dev.facet.exporter.graph.Node;
import dev.facet.exporter.graph.Tensor;
import dev.facet.exporter.graph.Value;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What a translator writes to: nodes and constants under construction, and the known shapes. */
public final class Translation {
  private final Map<String, Value> values;
  private final Map<String, Tensor> constants;
  private final List<Node> nodes = new ArrayList<>();
  private final Set<String> names;

  /**
   * An empty translation.
   *
   * @param values type and shape of every SameDiff variable in use
   * @param constants weights and constants of the SameDiff graph
   */
  Translation(Map<String, Value> values, Map<String, Tensor> constants) {
    this.values = values;
    this.constants = new LinkedHashMap<>(constants);
    names = new HashSet<>(values.keySet());
  }

  /** The nodes so far. */
  List<Node> nodes() {
    return List.copyOf(nodes);
  }

  /** SameDiff's constants and those that translators added. */
  Map<String, Tensor> constants() {
    return constants;
  }

  /** Adds a node. */
  public void add(Node node) {
    nodes.add(node);
  }

  /** Adds a node with one output that carries the operation's name. */
  public void add(String onnxOperator, Operation operation, List<String> inputs) {
    add(Node.of(onnxOperator, operation.output(), inputs.toArray(String[]::new)));
  }

  /** Adds a node for a step on the way to an operation's output, and returns its output. */
  public String step(String onnxOperator, String output, String... inputs) {
    add(Node.of(onnxOperator, output, inputs));
    return output;
  }

  /** A name for a helper value of an operation, such as {@code stem/weights}. */
  public String name(Operation operation, String role) {
    String wanted = operation.output() + "/" + role;
    String name = wanted;
    for (int number = 1; !names.add(name); number++) {
      name = wanted + "_" + number;
    }
    return name;
  }

  /** Adds a constant and returns its name, such as {@code pooled/axes}. */
  public String constant(Operation operation, String role, Tensor tensor) {
    String name = name(operation, role);
    constants.put(name, tensor);
    return name;
  }

  /** Gives an operation's output a value that does not depend on any input. */
  public void define(Operation operation, Tensor tensor) {
    constants.put(operation.output(), tensor);
  }

  /** The numbers behind a SameDiff constant or weight; empty if it is computed or fed. */
  public Optional<Tensor> constantValue(String variable) {
    return Optional.ofNullable(constants.get(variable));
  }

  /**
   * The integers behind a SameDiff constant.
   *
   * @throws UnsupportedOperator if the variable is computed or fed
   */
  public long[] constantIntegers(Operation operation, String variable) {
    Tensor tensor =
        constantValue(variable)
            .orElseThrow(() -> operation.refuse("needs %s to be constant".formatted(variable)));
    return Numbers.integers(tensor);
  }

  /** The element type of a SameDiff variable. */
  public ElementType type(String variable) {
    return values.get(variable).type();
  }

  /** The shape of a SameDiff variable. */
  public List<Dimension> shape(String variable) {
    return values.get(variable).shape();
  }

  /** The number of dimensions of a SameDiff variable. */
  public int rank(String variable) {
    return shape(variable).size();
  }

  /**
   * The fixed size of a dimension.
   *
   * @throws UnsupportedOperator if it depends on the batch
   */
  public long size(Operation operation, String variable, int axis) {
    Dimension dimension = shape(variable).get(axis);
    if (dimension instanceof Dimension.Fixed(long size)) {
      return size;
    }
    throw operation.refuse(
        "needs a fixed size of %s at axis %d, found %s".formatted(variable, axis, dimension));
  }

  /** An integer variable as int64, which ONNX wants for shapes and axes. */
  public String asInt64(Operation operation, String variable) {
    if (values.get(variable).type() == ElementType.INT64) {
      return variable;
    }
    String output = name(operation, "int64");
    add(Node.of("Cast", output, variable).with("to", Attribute.of(ElementType.INT64.onnxCode())));
    return output;
  }
}
