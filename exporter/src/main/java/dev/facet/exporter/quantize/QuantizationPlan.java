package dev.facet.exporter.quantize;

import dev.facet.exporter.graph.Graph;
import dev.facet.exporter.graph.Node;
import dev.facet.exporter.graph.Tensor;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;

/**
 * Which operators of a graph compute on integers, and which activations become uint8 for that:
 * convolutions and matrix products with constant weights, and the sums and poolings between them
 * that would otherwise go back to floats. A rectifier belongs to the operator before it.
 *
 * @param layers operators with weights
 * @param activations values to quantize; a value whose range is another's, as that of a maximum
 *     pooling, is mapped to that other, the rest to themselves
 */
record QuantizationPlan(List<Node> layers, SequencedMap<String, String> activations) {
  private static final Set<String> CARRIERS = Set.of("Add", "AveragePool", "GlobalAveragePool");
  private static final Set<String> KEEPING = Set.of("MaxPool");

  /**
   * Plans a graph.
   *
   * @param kept names of operators that stay on floats
   */
  static QuantizationPlan of(Graph graph, Set<String> kept) {
    Set<Node> layers = new LinkedHashSet<>();
    SequencedMap<String, String> activations = new LinkedHashMap<>();
    for (Node node : graph.nodes()) {
      if (isLayer(node, graph) && !kept.contains(node.name())) {
        layers.add(node);
        activations.putIfAbsent(node.inputs().getFirst(), node.inputs().getFirst());
        String result = result(node, graph);
        activations.putIfAbsent(result, result);
      }
    }
    for (Node node : graph.nodes()) {
      boolean carried =
          node.domain().isEmpty() && node.inputs().stream().allMatch(activations::containsKey);
      if (carried && CARRIERS.contains(node.operator())) {
        String result = result(node, graph);
        activations.putIfAbsent(result, result);
      } else if (carried && KEEPING.contains(node.operator())) {
        activations.put(node.output(), activations.get(node.inputs().getFirst()));
      }
    }
    return new QuantizationPlan(List.copyOf(layers), activations);
  }

  /** The operators of a graph that could compute on integers. */
  static List<Node> layers(Graph graph) {
    return graph.nodes().stream().filter(node -> isLayer(node, graph)).toList();
  }

  private static boolean isLayer(Node node, Graph graph) {
    if (!node.is("Conv") && !node.is("MatMul")) {
      return false;
    }
    Optional<Tensor> weights = Optional.ofNullable(graph.constants().get(node.inputs().get(1)));
    boolean biased =
        node.inputs().size() < 3 || graph.constants().containsKey(node.inputs().get(2));
    boolean computed = !graph.constants().containsKey(node.inputs().getFirst());
    return computed
        && biased
        && weights.filter(each -> node.is("Conv") || each.rank() == 2).isPresent();
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

  /** The activations whose numbers must be seen to know the ranges of this plan and its parts. */
  List<String> measured() {
    return List.copyOf(activations.keySet());
  }

  /** The range of every activation. */
  Map<String, Range> ranges(Map<String, Range> measured) {
    Map<String, Range> ranges = new LinkedHashMap<>();
    activations.forEach((name, source) -> ranges.put(name, measured.get(source)));
    return ranges;
  }
}
