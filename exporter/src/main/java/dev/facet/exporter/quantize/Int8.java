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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.SequencedMap;
import java.util.function.ToDoubleFunction;

/**
 * Quantizes a graph as far as its quality allows: first all layers, then, as long as more is lost
 * than the budget, the layer whose quantization alone adds most noise goes back to floats.
 *
 * @param settings method, budget and the smallest layer
 * @param calibration faces on which ranges and noise are measured; of those that were trained on
 * @param quality of a graph, higher is better, such as {@link Accuracy} on validation faces; it is
 *     asked for once for the graph, once for each layer, once for the result and once more for each
 *     layer that goes back to floats
 */
public record Int8(Int8Settings settings, Faces calibration, ToDoubleFunction<Graph> quality) {
  private static final int NOISE_FACES = 64;

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

  /** What one layer's quantization alone does. */
  private record Harm(double signalToNoise, double loss) {}

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
    Steps steps = new Steps(progress, layers.size() + 2);
    Map<String, Range> ranges = ranges(prepared, layers);
    double before = quality.applyAsDouble(graph);
    steps.done("calibration");
    SequencedMap<Node, Harm> harms = new LinkedHashMap<>();
    SignalToNoise noise = new SignalToNoise(prepared, calibration, NOISE_FACES);
    for (Node layer : layers) {
      Graph alone = quantized(prepared, List.of(layer), ranges);
      harms.put(layer, new Harm(noise.of(alone), before - quality.applyAsDouble(alone)));
      steps.done(layer.output());
    }
    Graph result = layers.isEmpty() ? graph : quantized(prepared, layers, ranges);
    double after = layers.isEmpty() ? before : quality.applyAsDouble(result);
    steps.done("all layers");
    List<Node> worst = new ArrayList<>(layers);
    worst.sort(Comparator.comparingDouble(layer -> harms.get(layer).signalToNoise()));
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
            all.stream().map(node -> line(node, prepared, harms, layers)).toList()));
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

  private static Int8Report.Layer line(
      Node node, Graph graph, Map<Node, Harm> harms, List<Node> quantized) {
    Harm harm = harms.get(node);
    Form form = Form.SMALL;
    if (harm != null) {
      form = quantized.contains(node) ? Form.INT8 : Form.FLOAT;
    }
    return new Int8Report.Layer(
        node.output(),
        node.operator(),
        Layers.multiplications(node, graph),
        harm == null ? OptionalDouble.empty() : OptionalDouble.of(harm.signalToNoise()),
        harm == null ? OptionalDouble.empty() : OptionalDouble.of(harm.loss()),
        form);
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
