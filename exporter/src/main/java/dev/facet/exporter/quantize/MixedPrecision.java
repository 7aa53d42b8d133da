package dev.facet.exporter.quantize;

import dev.facet.exporter.graph.Graph;
import dev.facet.exporter.pass.HalfPrecision;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToDoubleFunction;

/**
 * Lets a graph compute in float16 as far as its outputs allow: first all layers, then, as long as
 * the outputs differ by more than the budget, the layer that alone differs most goes back to
 * float32.
 *
 * @param error by how much the outputs of a graph differ from what they should be
 * @param budget the largest error allowed, not negative
 */
public record MixedPrecision(ToDoubleFunction<Graph> error, double budget) {
  /**
   * A graph in float16.
   *
   * @param graph the result
   * @param kept names of layers that stay in float32, those that hurt most first
   * @param error of the result; above the budget only if nothing helps
   */
  public record Result(Graph graph, List<String> kept, double error) {
    /** Copies the list. */
    public Result {
      kept = List.copyOf(kept);
    }
  }

  /** Converts a graph of float32 whose shapes are known. */
  public Result apply(Graph graph) {
    Graph half = new HalfPrecision().apply(graph);
    double found = error.applyAsDouble(half);
    Set<String> kept = new LinkedHashSet<>();
    if (!(found <= budget)) {
      List<String> worst = byError(graph);
      while (!(found <= budget) && !worst.isEmpty()) {
        kept.add(worst.removeFirst());
        half = new HalfPrecision(kept).apply(graph);
        found = error.applyAsDouble(half);
      }
    }
    return new Result(half, List.copyOf(kept), found);
  }

  /** The layers, the one first that alone in float16 differs most. */
  private List<String> byError(Graph graph) {
    List<String> layers = HalfPrecision.layers(graph);
    Map<String, Double> errors = new HashMap<>();
    for (String layer : layers) {
      Set<String> others = new LinkedHashSet<>(layers);
      others.remove(layer);
      errors.put(layer, error.applyAsDouble(new HalfPrecision(others).apply(graph)));
    }
    List<String> worst = new ArrayList<>(layers);
    worst.sort(Comparator.comparing((String layer) -> errors.get(layer)).reversed());
    return worst;
  }
}
