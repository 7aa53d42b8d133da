package dev.facet.exporter.quantize;

import static java.util.Objects.requireNonNull;

import dev.facet.exporter.graph.Graph;
import dev.facet.exporter.graph.Node;
import dev.facet.exporter.pass.InferShapes;
import dev.facet.exporter.pass.Pipeline;
import dev.facet.exporter.quantize.Int8Report.Form;
import dev.facet.exporter.run.Faces;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;

/**
 * Quantizes a graph as far as its quality allows: first all layers, then, as long as more is lost
 * than the budget, the layer whose quantization alone adds most noise goes back to floats.
 *
 * @param settings method, budget and the smallest layer
 * @param calibration faces on which ranges and noise are measured; of those that were trained on
 * @param quality of a graph, higher is better, such as {@link Accuracy} on validation faces; it is
 *     asked for once for the graph, once for each judged layer, once for the result and once more
 *     for each layer that goes back to floats
 */
public record Int8(Int8Settings settings, Faces calibration, ToDoubleFunction<Graph> quality) {
  private static final int NOISE_FACES = 32;

  /** Checks. */
  public Int8 {
    requireNonNull(settings, "settings is null");
    requireNonNull(calibration, "calibration is null");
    requireNonNull(quality, "quality is null");
  }

  /**
   * A quantized graph.
   *
   * @param graph with QuantizeLinear and DequantizeLinear
   * @param report what became of every layer
   */
  public record Result(Graph graph, Int8Report report) {}

  /**
   * Quantizes a graph.
   *
   * @param graph that takes faces as bytes, uint8 {@code [N, H, W, 3]}
   * @param progress told of every step
   * @throws dev.facet.exporter.ExportException if ONNX Runtime cannot run the graph
   */
  public Result apply(Graph graph, Int8Progress progress) {
    Graph prepared = prepare(graph);
    List<Node> all = Layers.of(prepared);
    List<Node> layers = new ArrayList<>(all.stream().filter(node -> pays(node, prepared)).toList());
    int judged = Math.min(layers.size(), settings.judgedLayers());
    Steps steps = new Steps(progress, layers.size() + judged + 2);
    Map<String, Range> ranges = ranges(prepared, layers);
    double before = quality.applyAsDouble(graph);
    steps.done("calibration");
    Map<Node, Double> noise = new HashMap<>();
    SignalToNoise signal = new SignalToNoise(prepared, calibration, NOISE_FACES);
    for (Node layer : layers) {
      noise.put(layer, signal.of(quantized(prepared, List.of(layer), ranges)));
      steps.done("noise of " + layer.output());
    }
    List<Node> worst = new ArrayList<>(layers);
    worst.sort(Comparator.comparing(noise::get));
    Map<Node, Double> losses = new HashMap<>();
    for (Node layer : worst.subList(0, judged)) {
      Graph alone = quantized(prepared, List.of(layer), ranges);
      losses.put(layer, before - quality.applyAsDouble(alone));
      steps.done("loss by " + layer.output());
    }
    Graph result = layers.isEmpty() ? graph : quantized(prepared, layers, ranges);
    double after = layers.isEmpty() ? before : quality.applyAsDouble(result);
    steps.done("all layers");
    while (before - after > settings.budget() && !worst.isEmpty()) {
      Node kept = worst.removeFirst();
      layers.remove(kept);
      result = layers.isEmpty() ? graph : quantized(prepared, layers, ranges);
      after = layers.isEmpty() ? before : quality.applyAsDouble(result);
      steps.more("without " + kept.output());
    }
    return new Result(
        result,
        new Int8Report(
            settings.method().label(),
            calibration.size(),
            settings.budget(),
            before,
            after,
            all.stream()
                .map(
                    node ->
                        new Int8Report.Layer(
                            node.output(),
                            node.operator(),
                            Layers.multiplications(node, prepared),
                            found(noise, node),
                            found(losses, node),
                            form(node, layers, noise)))
                .toList()));
  }

  /** The same graph in the form that computes best on integers. */
  static Graph prepare(Graph graph) {
    return new Pipeline(List.of(new CentreBytes(), new PoolByConvolution(), new InferShapes()))
        .apply(graph);
  }

  private boolean pays(Node layer, Graph graph) {
    return Layers.multiplications(layer, graph) >= settings.leastMultiplications();
  }

  private Map<String, Range> ranges(Graph graph, List<Node> layers) {
    Map<String, Range> ranges = new HashMap<>();
    Calibration.measure(graph, QuantizationPlan.of(graph, layers).measured(), calibration)
        .forEach((name, seen) -> ranges.put(name, settings.method().choose(seen)));
    return ranges;
  }

  private static Graph quantized(Graph graph, List<Node> layers, Map<String, Range> measured) {
    QuantizationPlan plan = QuantizationPlan.of(graph, layers);
    return new Quantize(plan, plan.ranges(measured, graph)).apply(graph);
  }

  private static OptionalDouble found(Map<Node, Double> values, Node node) {
    return values.containsKey(node) ? OptionalDouble.of(values.get(node)) : OptionalDouble.empty();
  }

  private static Form form(Node node, List<Node> quantized, Map<Node, Double> noise) {
    if (quantized.contains(node)) {
      return Form.INT8;
    }
    return noise.containsKey(node) ? Form.FLOAT : Form.SMALL;
  }

  /** Counts steps for the watcher. */
  private static final class Steps {
    private final Int8Progress progress;
    private int total;
    private int done;

    Steps(Int8Progress progress, int total) {
      this.progress = progress;
      this.total = total;
    }

    void done(String what) {
      progress.done(++done, total, what);
    }

    void more(String what) {
      total++;
      done(what);
    }
  }
}
