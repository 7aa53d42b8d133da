package dev.facet.exporter.quantize;

import dev.facet.exporter.graph.Attribute;
import dev.facet.exporter.graph.Graph;
import dev.facet.exporter.graph.Node;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which operators of a graph compute on integers, and which values become uint8 for that: layers,
 * the operators between them that would otherwise go back to floats (carriers), and those that only
 * move numbers on the way to a layer (movers). A rectifier belongs to the operator before it.
 *
 * @param layers operators with weights
 * @param activations values to quantize; what a mover gives on is mapped to the value that the
 *     numbers come from, whose range it shares, the rest to themselves
 * @param constants of carriers, to quantize as well
 */
record QuantizationPlan(
    List<Node> layers, SequencedMap<String, String> activations, Set<String> constants) {
  private static final Set<String> CARRIERS = Set.of("Add", "AveragePool", "GlobalAveragePool");
  private static final Set<String> MOVERS = Set.of("MaxPool", "Pad", "Reshape", "Transpose");
  private static final Attribute EDGE = Attribute.of("edge");

  /**
   * Plans a graph.
   *
   * @param layers those of {@link Layers#of} that shall compute on integers
   */
  static QuantizationPlan of(Graph graph, List<Node> layers) {
    SequencedMap<String, String> activations = new LinkedHashMap<>();
    Set<String> constants = new LinkedHashSet<>();
    for (Node layer : layers) {
      trace(layer.inputs().getFirst(), graph, activations);
      // A matrix product whose result stayed float would be fused with a sum behind it, and
      // ONNX Runtime would then dequantize all its weights in every call.
      String result = result(layer, graph);
      activations.putIfAbsent(result, result);
    }
    for (Node node : graph.nodes()) {
      if (node.domain().isEmpty()
          && CARRIERS.contains(node.operator())
          && carries(node, graph, activations)) {
        String result = result(node, graph);
        activations.putIfAbsent(result, result);
        node.inputs().stream().filter(graph.constants()::containsKey).forEach(constants::add);
      }
    }
    return new QuantizationPlan(List.copyOf(layers), activations, constants);
  }

  /** Follows a layer's input back over movers to where its numbers arise. */
  private static void trace(String input, Graph graph, Map<String, String> activations) {
    List<String> moved = new ArrayList<>();
    String origin = input;
    Optional<Node> mover = mover(origin, graph);
    while (mover.isPresent()) {
      moved.add(origin);
      origin = mover.get().inputs().getFirst();
      mover = mover(origin, graph);
    }
    activations.putIfAbsent(origin, origin);
    for (String value : moved.reversed()) {
      activations.put(value, origin);
    }
  }

  private static Optional<Node> mover(String output, Graph graph) {
    return producer(output, graph)
        .filter(node -> node.domain().isEmpty() && MOVERS.contains(node.operator()))
        .filter(node -> !node.is("Pad") || EDGE.equals(node.attributes().get("mode")));
  }

  private static Optional<Node> producer(String value, Graph graph) {
    return graph.nodes().stream().filter(node -> node.outputs().contains(value)).findFirst();
  }

  /**
   * Whether a carrier reads integers only: activations, or, where a layer reads what it gives on,
   * bytes and constants too.
   */
  private static boolean carries(Node node, Graph graph, Map<String, String> activations) {
    if (node.inputs().stream().allMatch(activations::containsKey)) {
      return true;
    }
    return activations.containsKey(result(node, graph))
        && node.inputs().stream()
            .allMatch(
                input ->
                    activations.containsKey(input)
                        || graph.constants().containsKey(input)
                        || isBytes(input, graph))
        && !node.inputs().stream().allMatch(graph.constants()::containsKey);
  }

  private static boolean isBytes(String value, Graph graph) {
    return producer(value, graph).filter(node -> node.is("DequantizeLinear")).isPresent();
  }

  /** What an operator gives on: its output, or that of the rectifier that alone reads it. */
  private static String result(Node node, Graph graph) {
    List<Node> readers =
        graph.nodes().stream().filter(each -> each.inputs().contains(node.output())).toList();
    boolean rectified =
        readers.size() == 1
            && readers.getFirst().is("Relu")
            && graph.output(node.output()).isEmpty();
    return rectified ? readers.getFirst().output() : node.output();
  }

  /** Whether a node that gives on an activation computes it on integers. */
  boolean computes(Node node) {
    return CARRIERS.contains(node.operator())
        || layers.stream().anyMatch(layer -> layer.outputs().equals(node.outputs()));
  }

  /** The values whose numbers must be seen to know the ranges of this plan and its parts. */
  List<String> measured() {
    return activations.values().stream().distinct().toList();
  }

  /** The values that movers give on, in topological order of their movers. */
  List<Node> movers(Graph graph) {
    return graph.nodes().stream()
        .filter(node -> activations.containsKey(node.output()))
        .filter(node -> !activations.get(node.output()).equals(node.output()))
        .toList();
  }

  /**
   * The range of every activation and constant.
   *
   * @param measured ranges of at least {@link #measured()}
   */
  Map<String, Range> ranges(Map<String, Range> measured, Graph graph) {
    Map<String, Range> ranges =
        activations.entrySet().stream()
            .collect(Collectors.toMap(Map.Entry::getKey, each -> measured.get(each.getValue())));
    constants.forEach(name -> ranges.put(name, Range.of(graph.constants().get(name).floats())));
    return ranges;
  }
}
