package dev.facet.exporter.quantize;

import dev.facet.exporter.graph.Graph;
import dev.facet.exporter.graph.Node;
import dev.facet.exporter.run.Faces;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToDoubleFunction;

/**
 * Quantizes a graph as far as its quality allows: first all layers, then, as long as more is lost
 * than the budget, the layer that alone hurts most goes back to floats.
 *
 * @param faces on which ranges are measured
 * @param method how ranges are chosen
 * @param quality of a graph, higher is better, such as mean accuracy
 * @param budget how much of the quality may be lost, not negative
 */
public record Int8(
    Faces faces, RangeMethod method, ToDoubleFunction<Graph> quality, double budget) {

  /**
   * What one layer's quantization costs.
   *
   * @param name of the layer
   * @param operator such as {@code Conv}
   * @param loss of quality when it alone is quantized; may be negative by chance
   * @param quantized whether it is in the result
   */
  public record Layer(String name, String operator, double loss, boolean quantized) {}

  /**
   * A quantized graph.
   *
   * @param graph with QuantizeLinear and DequantizeLinear
   * @param layers every layer that could be quantized, in the graph's order
   * @param before quality on floats
   * @param after quality of the result
   */
  public record Result(Graph graph, List<Layer> layers, double before, double after) {
    /** Copies the list. */
    public Result {
      layers = List.copyOf(layers);
    }
  }

  /** Quantizes a graph that takes faces as bytes. */
  public Result apply(Graph graph) {
    List<String> names = QuantizationPlan.layers(graph).stream().map(Node::name).toList();
    Map<String, Range> measured = ranges(graph);
    double before = quality.applyAsDouble(graph);
    Set<String> kept = new HashSet<>();
    Graph result = quantized(graph, kept, measured);
    double after = quality.applyAsDouble(result);
    Map<String, Double> losses = new HashMap<>();
    for (String name : names) {
      Set<String> others = new HashSet<>(names);
      others.remove(name);
      losses.put(name, before - quality.applyAsDouble(quantized(graph, others, measured)));
    }
    List<String> worst = new ArrayList<>(names);
    worst.sort(Comparator.comparing(losses::get).reversed());
    while (before - after > budget && !worst.isEmpty()) {
      kept.add(worst.removeFirst());
      result = quantized(graph, kept, measured);
      after = quality.applyAsDouble(result);
    }
    List<Layer> layers =
        QuantizationPlan.layers(graph).stream()
            .map(
                node ->
                    new Layer(
                        node.name(),
                        node.operator(),
                        losses.get(node.name()),
                        !kept.contains(node.name())))
            .toList();
    return new Result(result, layers, before, after);
  }

  private Map<String, Range> ranges(Graph graph) {
    List<String> activations = QuantizationPlan.of(graph, Set.of()).measured();
    Map<String, Range> ranges = new HashMap<>();
    Calibration.measure(graph, activations, faces)
        .forEach((name, seen) -> ranges.put(name, method.choose(seen)));
    return ranges;
  }

  private static Graph quantized(Graph graph, Set<String> kept, Map<String, Range> measured) {
    QuantizationPlan plan = QuantizationPlan.of(graph, kept);
    return new Quantize(plan, plan.ranges(measured)).apply(graph);
  }
}
