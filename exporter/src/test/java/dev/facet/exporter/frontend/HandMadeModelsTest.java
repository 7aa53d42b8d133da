package dev.facet.exporter.frontend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.facet.exporter.Graphs;
import dev.facet.exporter.Seed;
import dev.facet.exporter.graph.Graph;
import dev.facet.exporter.graph.Tensor;
import dev.facet.exporter.pass.Target;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.autodiff.samediff.SameDiff;

/** Models that somebody wrote in SameDiff who has never heard of Facet. */
class HandMadeModelsTest {
  private static final double TOLERANCE = 1e-5;

  private final Random random = Seed.random("hand-made models");

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aSmallResidualNetworkAgrees(boolean channelsLast) {
    SameDiff network = new SmallResNet(random, channelsLast).graph();
    long[] shape = channelsLast ? new long[] {0, 33, 29, 3} : new long[] {0, 3, 33, 29};

    Graph graph = compiled(network, SmallResNet.OUTPUT);

    assertThat(graph.count("BatchNormalization")).isZero();
    for (long batch : new long[] {1, 4}) {
      shape[0] = batch;
      agrees(network, graph, "images", Graphs.normal(random, shape), SmallResNet.OUTPUT);
    }
  }

  @Test
  void aSmallTransformerAgrees() {
    SameDiff network = new SmallTransformer(random).graph();

    Graph graph = compiled(network, SmallTransformer.OUTPUT);

    assertThat(graph.count("LayerNormalization")).isEqualTo(2L * SmallTransformer.BLOCKS + 1);
    for (long batch : new long[] {1, 4}) {
      Tensor tokens =
          Graphs.integers(random, SmallTransformer.WORDS, batch, SmallTransformer.LENGTH);
      agrees(network, graph, "tokens", tokens, SmallTransformer.OUTPUT);
    }
  }

  @Test
  void theTransformersAttentionIsOneOperator() {
    Graph graph = compiled(new SmallTransformer(random).graph(), SmallTransformer.OUTPUT);

    assertThat(graph.count("Attention")).isEqualTo(SmallTransformer.BLOCKS);
    assertThat(graph.count("Softmax")).isZero();
  }

  private static Graph compiled(SameDiff network, String output) {
    return Target.CPU.pipeline().apply(Graphs.translate(Graphs.savedAndLoaded(network), output));
  }

  private static void agrees(
      SameDiff network, Graph graph, String input, Tensor fed, String output) {
    Map<String, Tensor> inputs = Map.of(input, fed);
    Tensor expected = Graphs.run(network, inputs, output);
    assertThat(spread(expected))
        .as("how much the outputs differ among themselves")
        .isGreaterThan(0.01f);
    Graphs.assertClose(Graphs.run(graph, inputs).get(output), expected, TOLERANCE);
  }

  /** A network that says the same of everything would agree by accident. */
  private static float spread(Tensor numbers) {
    float least = Float.MAX_VALUE;
    float most = -Float.MAX_VALUE;
    for (float number : numbers.floats()) {
      least = Math.min(least, number);
      most = Math.max(most, number);
    }
    return most - least;
  }
}
