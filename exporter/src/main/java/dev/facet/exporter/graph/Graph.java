package dev.facet.exporter.graph;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A network as the compiler sees it. Nodes stand in an order in which they can run.
 *
 * @param inputs what the caller gives
 * @param outputs what the caller gets
 * @param nodes in topological order
 * @param constants weights and other numbers, by name
 * @param known type and shape of the values between the nodes, where known
 */
public record Graph(
    List<Value> inputs,
    List<Value> outputs,
    List<Node> nodes,
    Map<String, Tensor> constants,
    Map<String, Value> known) {
  /** Copies everything, keeping the order of the maps. */
  public Graph {
    inputs = List.copyOf(inputs);
    outputs = List.copyOf(outputs);
    nodes = List.copyOf(nodes);
    constants = Collections.unmodifiableMap(new LinkedHashMap<>(constants));
    known = Collections.unmodifiableMap(new LinkedHashMap<>(known));
  }

  /** The input with this name. */
  public Optional<Value> input(String name) {
    return inputs.stream().filter(input -> input.name().equals(name)).findFirst();
  }

  /** The output with this name. */
  public Optional<Value> output(String name) {
    return outputs.stream().filter(output -> output.name().equals(name)).findFirst();
  }

  /** How many nodes run this operator. */
  public long count(String operator) {
    return nodes.stream().filter(node -> node.is(operator)).count();
  }

  /** What is known of a value: an input, an output, a constant or one between nodes. */
  public Optional<Value> value(String name) {
    if (constants.containsKey(name)) {
      return Optional.of(constants.get(name).asValue(name));
    }
    return input(name).or(() -> output(name)).or(() -> Optional.ofNullable(known.get(name)));
  }
}
