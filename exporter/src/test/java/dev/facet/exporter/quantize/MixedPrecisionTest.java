package dev.facet.exporter.quantize;

import static org.assertj.core.api.Assertions.assertThat;

import dev.facet.exporter.Graphs;
import dev.facet.exporter.graph.Graph;
import dev.facet.exporter.graph.Node;
import dev.facet.exporter.graph.Tensor;
import dev.facet.exporter.pass.HalfPrecision;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class MixedPrecisionTest {
  private static final long SEED = 12;
  private final Random random = new Random(SEED);
  private final Tensor input = Graphs.normal(random, 4, 6);

  /** Float16 rounds the weights of its first product; the second has some that it can say. */
  private final Graph graph =
      Graphs.over(
          List.of("y"),
          new long[] {6},
          Map.of(
              "fine",
              Graphs.normal(random, 6, 6),
              "coarse",
              Tensor.ofFloats(new float[] {1, 2, 4, 8, 16, 32}, 6, 1)),
          Node.of("MatMul", "first", "x", "fine"),
          Node.of("Relu", "active", "first"),
          Node.of("MatMul", "y", "active", "coarse"));

  @Test
  void allLayersAreInHalfPrecisionWhereTheBudgetAllowsIt() {
    MixedPrecision.Result result = new MixedPrecision(this::error, 10).apply(graph);

    assertThat(result.kept()).isEmpty();
    assertThat(result.error()).isBetween(1e-6, 10.0);
  }

  @Test
  void theLayerThatHurtsMostStaysExact() {
    double onlyFirst = error(new HalfPrecision(Set.of("y")).apply(graph));
    double onlySecond = error(new HalfPrecision(Set.of("first")).apply(graph));
    String worst = onlyFirst > onlySecond ? "first" : "y";

    MixedPrecision.Result result =
        new MixedPrecision(this::error, Math.min(onlyFirst, onlySecond)).apply(graph);

    assertThat(onlyFirst).isNotEqualTo(onlySecond);
    assertThat(result.kept()).containsExactly(worst);
    assertThat(result.error()).isEqualTo(Math.min(onlyFirst, onlySecond));
  }

  @Test
  void withoutAnyBudgetNothingIsInHalfPrecision() {
    MixedPrecision.Result result = new MixedPrecision(this::error, 0).apply(graph);

    assertThat(result.kept()).containsExactlyInAnyOrder("first", "y");
    assertThat(result.graph().nodes()).isEqualTo(graph.nodes());
    assertThat(result.error()).isZero();
  }

  private double error(Graph other) {
    float[] expected = Graphs.run(graph, Map.of("x", input)).get("y").floats();
    float[] found = Graphs.run(other, Map.of("x", input)).get("y").floats();
    double largest = 0;
    for (int i = 0; i < found.length; i++) {
      largest = Math.max(largest, Math.abs(found[i] - expected[i]));
    }
    return largest;
  }
}
