package dev.facet.exporter.graph;

import static java.util.stream.Collectors.toSet;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A graph under rewriting. Lookups scan the nodes: graphs here have hundreds of them, and one truth
 * is worth more than an index that must follow it.
 */
public final class GraphEditor {
  private final List<Value> inputs;
  private final List<Value> outputs;
  private final List<Node> nodes;
  private final Map<String, Tensor> constants;
  private final Map<String, Value> known;

  /** Starts from a graph, which stays as it is. */
  public GraphEditor(Graph graph) {
    inputs = new ArrayList<>(graph.inputs());
    outputs = new ArrayList<>(graph.outputs());
    nodes = new ArrayList<>(graph.nodes());
    constants = new LinkedHashMap<>(graph.constants());
    known = new LinkedHashMap<>(graph.known());
  }

  /** The nodes as they stand now; later edits do not change the list. */
  public List<Node> nodes() {
    return List.copyOf(nodes);
  }

  /** The node that produces a value; empty for inputs and constants. */
  public Optional<Node> producer(String value) {
    return nodes.stream().filter(node -> node.outputs().contains(value)).findFirst();
  }

  /** Whether exactly one node reads the value, once, and the caller does not. */
  public boolean hasOneUse(String value) {
    long reads =
        nodes.stream().flatMap(node -> node.inputs().stream()).filter(value::equals).count();
    return reads == 1 && !isOutput(value);
  }

  /** The node that alone reads the value, once, if the caller does not read it too. */
  public Optional<Node> onlyReader(String value) {
    return hasOneUse(value)
        ? nodes.stream().filter(node -> node.inputs().contains(value)).findFirst()
        : Optional.empty();
  }

  /** Whether the value is an output of the graph. */
  public boolean isOutput(String value) {
    return outputs.stream().anyMatch(output -> output.name().equals(value));
  }

  /** The constant with this name. */
  public Optional<Tensor> constant(String name) {
    return Optional.ofNullable(constants.get(name));
  }

  /** What is known of a value that is no constant. */
  public Optional<Value> value(String name) {
    return inputs.stream()
        .filter(input -> input.name().equals(name))
        .findFirst()
        .or(() -> Optional.ofNullable(known.get(name)));
  }

  /** Adds a constant under this name, or under the name with a number if it is taken. */
  public String addConstant(String wanted, Tensor tensor) {
    String name = freshName(wanted);
    constants.put(name, tensor);
    return name;
  }

  /** Puts a constant in the place of what a node computed so far. */
  public void setConstant(String name, Tensor tensor) {
    constants.put(name, tensor);
    known.remove(name);
  }

  /** This name, or the name with a number if a value has it already. */
  public String freshName(String wanted) {
    Set<String> taken = nodes.stream().flatMap(node -> node.outputs().stream()).collect(toSet());
    taken.addAll(constants.keySet());
    inputs.forEach(input -> taken.add(input.name()));
    String name = wanted;
    for (int number = 1; taken.contains(name); number++) {
      name = wanted + "_" + number;
    }
    return name;
  }

  /** Puts nodes in the place of one. */
  public void replace(Node old, Node... replacements) {
    int place = nodes.indexOf(old);
    nodes.remove(place);
    nodes.addAll(place, List.of(replacements));
  }

  /** Adds a node; {@link #finish} finds its place. */
  public void add(Node node) {
    nodes.add(node);
  }

  /** Takes nodes out. */
  public void removeAll(Collection<Node> unwanted) {
    nodes.removeAll(new HashSet<>(unwanted));
  }

  /** Puts nodes before all others. */
  public void prepend(List<Node> first) {
    nodes.addAll(0, first);
  }

  /** Lets every reader of a value read another one. Outputs of the graph keep their names. */
  public void redirect(String from, String to) {
    nodes.replaceAll(
        node ->
            node.inputs().contains(from)
                ? node.withInputs(
                    node.inputs().stream().map(name -> name.equals(from) ? to : name).toList())
                : node);
  }

  /** Gives a produced value another name, for its producer and all its readers. */
  public void rename(String from, String to) {
    redirect(from, to);
    nodes.replaceAll(
        node ->
            node.outputs().contains(from)
                ? node.withOutputs(
                    node.outputs().stream().map(name -> name.equals(from) ? to : name).toList())
                : node);
  }

  /** Records type and shape of a value between nodes. */
  public void describe(Value value) {
    known.put(value.name(), value);
  }

  /** Puts another input in the place of the one with the same name. */
  public void replaceInput(Value input) {
    inputs.replaceAll(old -> old.name().equals(input.name()) ? input : old);
  }

  /** Drops constants that nothing reads. */
  public void dropUnusedConstants() {
    Set<String> read = nodes.stream().flatMap(node -> node.inputs().stream()).collect(toSet());
    outputs.forEach(output -> read.add(output.name()));
    constants.keySet().retainAll(read);
  }

  /** Takes one constant out; its readers must have been redirected. */
  public void dropConstant(String name) {
    constants.remove(name);
  }

  /**
   * The graph as edited, its nodes in topological order and otherwise in the order they had.
   *
   * @throws IllegalStateException if the nodes form a cycle or read a value that nothing produces
   */
  public Graph finish() {
    List<Node> sorted = TopologicalOrder.of(nodes, constants.keySet(), inputs);
    Set<String> produced =
        sorted.stream().flatMap(node -> node.outputs().stream()).collect(toSet());
    known.keySet().retainAll(produced);
    return new Graph(inputs, outputs, sorted, constants, known);
  }
}
