package dev.facet.exporter.quantize;

import static org.assertj.core.api.Assertions.assertThat;

import dev.facet.exporter.Graphs;
import dev.facet.exporter.Seed;
import dev.facet.exporter.graph.Dimension;
import dev.facet.exporter.graph.ElementType;
import dev.facet.exporter.graph.Graph;
import dev.facet.exporter.graph.Node;
import dev.facet.exporter.graph.Tensor;
import dev.facet.exporter.graph.Value;
import dev.facet.exporter.pass.Preprocessing;
import dev.facet.exporter.run.Faces;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class QuantizeTest {
  private final Random random = Seed.random("quantize");
  private final Graph graph = Int8.prepare(new SmallNetwork(random).graph());
  private final Faces faces = SmallNetwork.faces(random, 24);

  private Graph quantized(List<Node> layers) {
    QuantizationPlan plan = QuantizationPlan.of(graph, layers);
    Map<String, Range> measured = new HashMap<>();
    Calibration.measure(graph, plan.measured(), faces)
        .forEach((name, seen) -> measured.put(name, RangeMethod.MIN_MAX.choose(seen)));
    return new Quantize(plan, plan.ranges(measured, graph)).apply(graph);
  }

  private Tensor probabilities(Graph each) {
    return Graphs.run(each, Map.of(Preprocessing.INPUT, faces.bytes(0, 24))).get("probabilities");
  }

  @Test
  void computesAlmostTheSameNumbers() {
    Graphs.assertClose(probabilities(quantized(Layers.of(graph))), probabilities(graph), 0.03);
  }

  @Test
  void computesAlmostTheSameNumbersWithAnyLayerAlone() {
    for (Node layer : Layers.of(graph)) {
      Graphs.assertClose(probabilities(quantized(List.of(layer))), probabilities(graph), 0.03);
    }
  }

  @Test
  void changesNothingWithoutLayers() {
    assertThat(quantized(List.of())).isEqualTo(graph);
  }

  @Test
  void storesNoFloatWeightsOfItsLayers() {
    Graph result = quantized(Layers.of(graph));

    assertThat(result.constants().values())
        .filteredOn(tensor -> tensor.type() == ElementType.FLOAT)
        .allMatch(tensor -> tensor.rank() < 2);
    assertThat(result.constants().values())
        .filteredOn(tensor -> tensor.type() == ElementType.INT8)
        .hasSize(Layers.of(graph).size());
  }

  @Test
  void leavesTheWeightsOfOtherLayersAlone() {
    List<Node> others =
        Layers.of(graph).stream().filter(node -> !node.output().equals("second")).toList();

    Graph result = quantized(others);

    assertThat(result.constants().get("second.weights"))
        .isEqualTo(graph.constants().get("second.weights"));
  }

  @Test
  void movesIntegersWhereNumbersAreOnlyMoved() {
    Graph result = quantized(Layers.of(graph));

    Node pool =
        result.nodes().stream().filter(node -> node.is("MaxPool")).findFirst().orElseThrow();
    assertThat(pool.inputs()).containsExactly("stem.relu/quantized");
    assertThat(result.count("QuantizeLinear")).isEqualTo(10);
  }

  @Test
  void onnxRuntimeComputesItOnIntegers() {
    Map<String, Long> operators = Optimized.operators(quantized(Layers.of(graph)));

    assertThat(operators)
        .containsEntry("QLinearConv", 5L)
        .containsEntry("QLinearAdd", 3L)
        .containsEntry("QLinearGlobalAveragePool", 1L)
        .containsEntry("QLinearMatMul", 1L)
        .doesNotContainKeys(
            "Conv", "FusedConv", "AveragePool", "MaxPool", "QuantizeLinear", "MatMul");
  }

  @Test
  void leavesAProductWithABiasThatOnnxRuntimeWouldNotComputeOnIntegers() {
    assertThat(Layers.of(product("Gemm", "x", "weights", "bias"))).isEmpty();
  }

  @Test
  void quantizesAProductThatTheCallerReads() {
    Graph product = product("MatMul", "x", "weights");
    QuantizationPlan plan = QuantizationPlan.of(product, Layers.of(product));
    Map<String, Range> measured = Map.of("x", Range.of(-4, 4), "y", Range.of(-16, 16));

    Graph result = new Quantize(plan, plan.ranges(measured, product)).apply(product);

    Map<String, Tensor> input = Map.of("x", Graphs.normal(random, 3, 16));
    assertThat(result.outputs()).isEqualTo(product.outputs());
    assertThat(Optimized.operators(result)).containsKey("QLinearMatMul");
    Graphs.assertClose(
        Graphs.run(result, input).get("y"), Graphs.run(product, input).get("y"), 0.3);
  }

  private Graph product(String operator, String... inputs) {
    Map<String, Tensor> constants = new HashMap<>();
    constants.put("weights", Graphs.normal(random, 16, 5));
    constants.put("bias", Graphs.normal(random, 5));
    constants.keySet().retainAll(List.of(inputs));
    return new Graph(
        List.of(new Value("x", ElementType.FLOAT, List.of(Dimension.batch(), Dimension.of(16)))),
        List.of(new Value("y", ElementType.FLOAT, List.of(Dimension.batch(), Dimension.of(5)))),
        List.of(Node.of(operator, "y", inputs)),
        constants,
        Map.of());
  }
}
