package dev.facet.exporter.quantize;

import static org.assertj.core.api.Assertions.assertThat;

import dev.facet.exporter.Graphs;
import dev.facet.exporter.Seed;
import dev.facet.exporter.check.StructureCheck;
import dev.facet.exporter.graph.Graph;
import dev.facet.exporter.graph.Tensor;
import dev.facet.exporter.pass.Preprocessing;
import dev.facet.exporter.quantize.Int8Report.Form;
import dev.facet.exporter.run.Faces;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

class Int8Test {
  private final Random random = Seed.random("int8");
  private final Graph graph = new SmallNetwork(random).graph();
  private final Faces faces = SmallNetwork.faces(random, 24);

  /** One minus the mean distance of a graph's probabilities from those on floats. */
  private ToDoubleFunction<Graph> likeness(Graph floats) {
    float[] wanted = probabilities(floats);
    return each -> {
      float[] found = probabilities(each);
      double distance = 0;
      for (int i = 0; i < wanted.length; i++) {
        distance += Math.abs(wanted[i] - found[i]);
      }
      return 1 - distance / wanted.length;
    };
  }

  private float[] probabilities(Graph each) {
    return Graphs.run(each, Map.of(Preprocessing.INPUT, faces.bytes(0, 24)))
        .get("probabilities")
        .floats();
  }

  private Int8.Result quantize(Graph floats, double budget) {
    Int8Settings settings = new Int8Settings(RangeMethod.MIN_MAX, budget, 0, 6);
    return new Int8(settings, faces, likeness(floats)).apply(floats, Int8Progress.silent());
  }

  /**
   * The network with one weight in every row of a layer that is thousands of times the others, and
   * reads a channel that is always zero: on floats it does nothing, in int8 the others vanish.
   */
  private Graph withAHarmfulLayer() {
    Map<String, Tensor> constants = new LinkedHashMap<>(graph.constants());
    float[] bias = constants.get("first.bias").floats();
    bias[2] = -1000;
    constants.put("first.bias", Tensor.ofFloats(bias, bias.length));
    Tensor weights = constants.get("second.weights");
    float[] values = weights.floats();
    for (int i = 0; i < values.length; i++) {
      values[i] = i / 9 % 8 == 2 ? 900 : values[i];
    }
    constants.put("second.weights", Tensor.ofFloats(values, weights.shape()));
    return new Graph(graph.inputs(), graph.outputs(), graph.nodes(), constants, graph.known());
  }

  private static List<String> ofForm(Int8Report report, Form form) {
    return report.layers().stream()
        .filter(layer -> layer.form() == form)
        .map(Int8Report.Layer::name)
        .toList();
  }

  @Test
  void quantizesAllLayersWhereTheBudgetAllowsIt() {
    Int8.Result result = quantize(graph, 0.05);

    assertThat(result.report().count(Form.INT8)).isEqualTo(6);
    assertThat(result.report().before()).isEqualTo(1);
    assertThat(result.report().after()).isLessThan(1).isGreaterThan(0.97);
    assertThat(result.report().loss()).isPositive();
    assertThat(StructureCheck.problems(result.graph())).isEmpty();
    assertThat(result.graph().outputs()).isEqualTo(graph.outputs());
    assertThat(result.graph().inputs()).isEqualTo(graph.inputs());
  }

  @Test
  void keepsALayerThatHurtsOnFloats() {
    Graph harmful = withAHarmfulLayer();
    double unavoidable = quantize(graph, 1).report().loss();

    Int8.Result all = quantize(harmful, 1);
    Int8.Result result = quantize(harmful, 2 * unavoidable + 0.005);

    assertThat(all.report().loss()).isGreaterThan(2 * unavoidable + 0.005);
    assertThat(ofForm(result.report(), Form.FLOAT)).containsExactly("second");
    assertThat(result.report().loss()).isLessThanOrEqualTo(2 * unavoidable + 0.005);
    assertThat(result.graph().constants()).containsKey("second.weights");
  }

  @Test
  void reportsWhatEachLayerAloneCosts() {
    List<Int8Report.Layer> layers = quantize(withAHarmfulLayer(), 1).report().layers();

    Int8Report.Layer worst = layers.get(2);
    assertThat(worst.name()).isEqualTo("second");
    assertThat(worst.operator()).isEqualTo("Conv");
    assertThat(worst.multiplications()).isEqualTo(9 * 9 * 8 * 8 * 9);
    for (Int8Report.Layer other : layers) {
      if (!other.equals(worst)) {
        assertThat(other.signalToNoise().orElseThrow())
            .isGreaterThan(worst.signalToNoise().orElseThrow() + 6);
        assertThat(other.loss().orElseThrow()).isLessThan(worst.loss().orElseThrow());
      }
    }
  }

  @Test
  void givesAllLayersBackForABudgetOfNothing() {
    Int8.Result result = quantize(graph, 0);

    assertThat(result.report().count(Form.FLOAT)).isEqualTo(6);
    assertThat(result.report().after()).isEqualTo(1);
    assertThat(result.graph()).isEqualTo(graph);
  }

  @Test
  void leavesAGraphAloneWhoseLayersAreAllTooSmall() {
    Int8Settings settings = new Int8Settings(RangeMethod.ENTROPY, 0, Long.MAX_VALUE, 6);

    Int8.Result result =
        new Int8(settings, faces, likeness(graph)).apply(graph, Int8Progress.silent());

    assertThat(result.graph()).isEqualTo(graph);
    assertThat(result.report().loss()).isZero();
  }

  @Test
  void stopsGivingBackWhenTheBudgetIsMet() {
    double all = quantize(graph, 1).report().loss();

    Int8.Result result = quantize(graph, 0.75 * all);

    assertThat(result.report().loss()).isLessThanOrEqualTo(0.75 * all);
    assertThat(result.report().count(Form.FLOAT)).isBetween(1L, 5L);
  }

  @Test
  void leavesLayersTooSmallToGain() {
    Int8Settings settings = new Int8Settings(RangeMethod.MIN_MAX, 1, 10_000, 6);

    Int8Report report =
        new Int8(settings, faces, likeness(graph)).apply(graph, Int8Progress.silent()).report();

    assertThat(ofForm(report, Form.SMALL)).containsExactly("shortcut", "product");
    assertThat(report.layers().getLast().loss()).isEmpty();
  }

  @Test
  void asksForTheQualityOnceForEachJudgedLayerAndTwiceMore() {
    AtomicInteger asked = new AtomicInteger();
    Int8Settings settings = new Int8Settings(RangeMethod.PERCENTILE, 0, 0, 4);
    ToDoubleFunction<Graph> constant = each -> asked.incrementAndGet() * 0;

    Int8Report report =
        new Int8(settings, faces, constant).apply(graph, Int8Progress.silent()).report();

    assertThat(asked).hasValue(6);
    assertThat(report.layers()).filteredOn(layer -> layer.loss().isPresent()).hasSize(4);
    double unjudged = noise(report, false).min().orElseThrow();
    assertThat(noise(report, true).max().orElseThrow()).isLessThanOrEqualTo(unjudged);
  }

  private static DoubleStream noise(Int8Report report, boolean judged) {
    return report.layers().stream()
        .filter(layer -> layer.loss().isPresent() == judged)
        .mapToDouble(layer -> layer.signalToNoise().orElseThrow());
  }

  @Test
  void tellsEveryStepInOrder() {
    List<String> steps = new ArrayList<>();
    Int8Settings settings = new Int8Settings(RangeMethod.MIN_MAX, 0, 0, 6);

    new Int8(settings, faces, likeness(graph))
        .apply(graph, (done, total, what) -> steps.add(done + "/" + total + " " + what));

    assertThat(steps)
        .hasSize(20)
        .startsWith("1/14 calibration", "2/14 noise of stem")
        .contains("14/14 all layers")
        .element(19, InstanceOfAssertFactories.STRING)
        .startsWith("20/20 without ");
  }

  @Test
  void everyMethodKeepsTheNumbersClose() {
    for (RangeMethod method : RangeMethod.values()) {
      Int8Settings settings = new Int8Settings(method, 1, 0, 6);

      Int8Report report =
          new Int8(settings, faces, likeness(graph)).apply(graph, Int8Progress.silent()).report();

      assertThat(report.loss()).as(method.label()).isBetween(0.0, 0.03);
      assertThat(report.method()).isEqualTo(method.label());
      assertThat(report.calibrationFaces()).isEqualTo(24);
    }
  }

  @Test
  void givesTheSameGraphEveryTime() {
    assertThat(quantize(graph, 0.01).graph()).isEqualTo(quantize(graph, 0.01).graph());
  }
}
