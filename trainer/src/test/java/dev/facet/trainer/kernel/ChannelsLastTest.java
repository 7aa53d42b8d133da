package dev.facet.trainer.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.facet.trainer.plan.Gradients;
import dev.facet.trainer.plan.Plan;
import dev.facet.trainer.plan.PlanBuilder;
import java.util.List;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Operators on maps that have their channels last, against ND4J's on planes. */
class ChannelsLastTest {
  @ParameterizedTest
  @ValueSource(ints = {1, 5, 16, 37})
  void positionPoolsEqualMeansAndMaxima(int channels) {
    new KernelCheck(71)
        .input(3, channels, 4, 5)
        .compare(
            (graph, in) -> new PositionPools(graph, in.getFirst()).outputVariable(),
            (graph, in) -> {
              SDVariable rows = in.getFirst().reshape(-1, channels, 20);
              return graph.stack(1, rows.mean(false, 2), rows.max(false, 2));
            });
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 5, 16, 37})
  void channelPoolsEqualMeanAndMaximum(int channels) {
    new KernelCheck(72)
        .input(3, channels, 4, 5)
        .compare(
            (graph, in) -> new ChannelPools(graph, in.getFirst()).outputVariable(),
            (graph, in) ->
                graph.concat(1, in.getFirst().mean(true, 1), in.getFirst().max(true, 1)));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 5, 16, 37})
  void upsamplingEqualsThatOfNd4j(int channels) {
    new KernelCheck(73)
        .input(3, channels, 4, 5)
        .compare(
            (graph, in) -> new Upsampling(graph, in.getFirst()).outputVariable(),
            (graph, in) -> graph.cnn().upsampling2d(in.getFirst(), 2, 2, true));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 5, 16, 37})
  void rectifiedBiasesEqualSumAndRectifier(int channels) {
    new KernelCheck(74)
        .input(3, channels, 4, 5)
        .input(1, channels, 1, 1)
        .compare(
            (graph, in) -> new RectifiedBias(graph, in.get(0), in.get(1)).outputVariable(),
            (graph, in) -> graph.nn().relu(in.get(0).add(in.get(1)), 0));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 5, 16, 37})
  void facePairsEqualSumsWithOwnAndNextVectors(int channels) {
    new KernelCheck(75)
        .input(3, channels, 4, 5)
        .input(3, channels)
        .compare(
            (graph, in) -> new FacePairs(graph, in.get(0), in.get(1)).outputVariable(),
            (graph, in) -> {
              SDVariable vectors = in.get(1).reshape(-1, channels, 1, 1);
              SDVariable next =
                  graph.concat(
                      0,
                      graph.slice(vectors, new int[] {1, 0, 0, 0}, 2, channels, 1, 1),
                      graph.slice(vectors, new int[] {0, 0, 0, 0}, 1, channels, 1, 1));
              return graph
                  .nn()
                  .relu(graph.concat(0, in.get(0).add(vectors), in.get(0).add(next)), 0);
            });
  }

  @Test
  void theGradientOfAMaximumGoesToOneOfThoseThatHaveIt() {
    assertThat(gradientOfMaxima(PositionPools::new)).isEqualTo(2 * 3);
    assertThat(gradientOfMaxima(ChannelPools::new)).isEqualTo(2 * 5 * 7);
  }

  /** At how many places of constant maps {@code [2, 3, 5, 7]} the maxima's gradient arrives. */
  private static int gradientOfMaxima(BiFunction<SameDiff, SDVariable, JavaOperator> pools) {
    SameDiff graph = SameDiff.create();
    SDVariable x = graph.var("x", Nd4j.ones(DataType.FLOAT, 2, 3, 5, 7));
    graph.split(pools.apply(graph, x).outputVariable(), 2, 1)[1].sum("loss", false);
    String gradient = Gradients.of(graph, "loss", List.of("x")).get("x");
    try (Plan plan = new PlanBuilder(graph).output(gradient).build()) {
      plan.run();
      INDArray there = plan.output(gradient).neq(0);
      return there.castTo(DataType.INT32).sumNumber().intValue();
    }
  }
}
