package dev.facet.exporter.graph;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One operator of a graph.
 *
 * @param name unique in its graph
 * @param domain the operator set, empty for ONNX's own
 * @param operator the ONNX operator, such as {@code Conv}
 * @param inputs names of values; an empty name is an optional input left out
 * @param outputs names of values that this node alone produces
 * @param attributes sorted by name, so that the written bytes do not depend on any order
 */
public record Node(
    String name,
    String domain,
    String operator,
    List<String> inputs,
    List<String> outputs,
    SortedMap<String, Attribute> attributes) {
  /**
   * Copies the lists.
   *
   * @throws IllegalArgumentException if the node has no output
   */
  public Node {
    requireNonNull(name, "name is null");
    requireNonNull(domain, "domain is null");
    requireNonNull(operator, "operator is null");
    inputs = List.copyOf(inputs);
    outputs = List.copyOf(outputs);
    attributes = Collections.unmodifiableSortedMap(new TreeMap<>(attributes));
    if (outputs.isEmpty()) {
      throw new IllegalArgumentException("node " + name + " must have an output, found none");
    }
  }

  /** A node of ONNX's own operator set with one output, named after it, without attributes. */
  public static Node of(String operator, String output, String... inputs) {
    return new Node(output, "", operator, List.of(inputs), List.of(output), new TreeMap<>());
  }

  /** This node with one more attribute, or another value of it. */
  public Node with(String attribute, Attribute value) {
    SortedMap<String, Attribute> more = new TreeMap<>(attributes);
    more.put(attribute, value);
    return new Node(name, domain, operator, inputs, outputs, more);
  }

  /** This node with one more attribute, a list of integers. */
  public Node with(String attribute, long[] values) {
    return with(attribute, Attribute.ofList(values));
  }

  /** This node under another name. */
  public Node named(String other) {
    return new Node(other, domain, operator, inputs, outputs, attributes);
  }

  /** This node with other inputs. */
  public Node withInputs(List<String> others) {
    return new Node(name, domain, operator, others, outputs, attributes);
  }

  /** This node with other outputs. */
  public Node withOutputs(List<String> others) {
    return new Node(name, domain, operator, inputs, others, attributes);
  }

  /** Whether this is the operator of ONNX's own set. */
  public boolean is(String onnxOperator) {
    return domain.isEmpty() && operator.equals(onnxOperator);
  }

  /** The first output, the only one for most operators. */
  public String output() {
    return outputs.getFirst();
  }

  /** An integer attribute, if the node has it. */
  public Optional<Long> integer(String attribute) {
    return attributes.get(attribute) instanceof Attribute.IntValue(long value)
        ? Optional.of(value)
        : Optional.empty();
  }

  /** A list of integers, if the node has it. */
  public Optional<List<Long>> integers(String attribute) {
    return attributes.get(attribute) instanceof Attribute.IntList(List<Long> values)
        ? Optional.of(values)
        : Optional.empty();
  }

  /** A float attribute, if the node has it. */
  public Optional<Float> real(String attribute) {
    return attributes.get(attribute) instanceof Attribute.FloatValue(float value)
        ? Optional.of(value)
        : Optional.empty();
  }
}
