package dev.facet.trainer.kernel;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.factory.Nd4j;

class GateTest {
  @ParameterizedTest
  @ValueSource(ints = {1, 16, 42})
  void positionMeansEqualThoseOfNd4j(int plane) {
    new KernelCheck(61)
        .input(3, 2, 5, plane)
        .compare(
            (graph, in) -> new PositionMean(graph, in.getFirst()).outputVariable(),
            (graph, in) -> in.getFirst().mean(false, 2));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 16, 42})
  void positionGatesEqualBroadcastProducts(int plane) {
    new KernelCheck(62)
        .input(3, 2, 5, plane)
        .input(3, 2, 1, plane)
        .compare(
            (graph, in) -> new PositionGate(graph, in.get(0), in.get(1)).outputVariable(),
            (graph, in) -> in.get(0).mul(in.get(1)));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 4, 7})
  void channelGatesEqualBroadcastProducts(int height) {
    new KernelCheck(63)
        .input(3, 6, height, 5)
        .input(3, 6)
        .compare(
            (graph, in) -> new ChannelGate(graph, in.get(0), in.get(1)).outputVariable(),
            (graph, in) -> in.get(0).mul(in.get(1).reshape(-1, 6, 1, 1)));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 4, 7})
  void channelGatesWithResidualsEqualProductSumAndRectifier(int height) {
    new KernelCheck(64)
        .input(3, 6, height, 5)
        .input(3, 6)
        .input(3, 6, height, 5)
        .compare(
            (graph, in) -> new ChannelGate(graph, in.get(0), in.get(1), in.get(2)).outputVariable(),
            (graph, in) ->
                graph.nn().relu(in.get(0).mul(in.get(1).reshape(-1, 6, 1, 1)).add(in.get(2)), 0));
  }

  @Test
  void mapsOfOtherRanksAreRefused() {
    SameDiff graph = SameDiff.create();
    ChannelGate gate =
        new ChannelGate(
            graph,
            graph.var("x", Nd4j.zeros(DataType.FLOAT, 2, 3)),
            graph.var("scale", Nd4j.zeros(DataType.FLOAT, 2, 3)));
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> gate.bind(List.of(Nd4j.zeros(2, 3), Nd4j.zeros(2, 3)), List.of(Nd4j.zeros(2, 3))))
        .withMessage("a gate works on maps of four extents, found [2, 3]");
  }
}
