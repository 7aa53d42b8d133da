package dev.facet.trainer.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class GateTest {
  private static final long SEED = 61;

  @ParameterizedTest
  @ValueSource(ints = {1, 4, 7})
  void positionMeansEqualThoseOfNd4j(int height) {
    new KernelCheck(SEED)
        .input(3, 2 * 5, height, 6)
        .compare(
            (graph, in) -> new PositionMean(graph, in.getFirst(), 2).outputVariable(),
            (graph, in) ->
                in.getFirst()
                    .reshape(-1, 2, 5, height * 6)
                    .mean(false, 2)
                    .reshape(3, 2, height, 6));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 4, 7})
  void positionGatesEqualBroadcastProducts(int height) {
    new KernelCheck(SEED)
        .input(3, 2 * 5, height, 6)
        .input(3, 2, height, 6)
        .compare(
            (graph, in) -> new PositionGate(graph, in.get(0), in.get(1)).outputVariable(),
            (graph, in) ->
                in.get(0)
                    .reshape(-1, 2, 5, height * 6)
                    .mul(in.get(1).reshape(-1, 2, 1, height * 6))
                    .reshape(3, 10, height, 6));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 4, 7})
  void planeMeansEqualThoseOfNd4j(int height) {
    new KernelCheck(SEED)
        .input(3, 6, height, 5)
        .compare(
            (graph, in) -> new PlaneMean(graph, in.getFirst()).outputVariable(),
            (graph, in) -> in.getFirst().mean(false, 2, 3));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 4, 7})
  void channelGatesEqualBroadcastProducts(int height) {
    new KernelCheck(SEED)
        .input(3, 6, height, 5)
        .input(3, 6)
        .compare(
            (graph, in) -> new ChannelGate(graph, in.get(0), in.get(1)).outputVariable(),
            (graph, in) -> in.get(0).mul(in.get(1).reshape(-1, 6, 1, 1)));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 4, 7})
  void channelGatesWithResidualsEqualProductSumAndRectifier(int height) {
    new KernelCheck(SEED)
        .input(3, 6, height, 5)
        .input(3, 6)
        .input(3, 6, height, 5)
        .compare(
            (graph, in) -> new ChannelGate(graph, in.get(0), in.get(1), in.get(2)).outputVariable(),
            (graph, in) ->
                graph.nn().relu(in.get(0).mul(in.get(1).reshape(-1, 6, 1, 1)).add(in.get(2)), 0));
  }

  @TestFactory
  Stream<DynamicTest> computeTheSameWithChannelsLast() {
    long[] maps = {3, 36, 4, 5};
    long[] masks = {3, 2, 4, 5};
    long[] numbers = {3, 36};
    return Stream.of(
        sameInBothOrders(in -> new PositionMean(graph(in), in[0], 2), maps),
        sameInBothOrders(in -> new PositionMeanGradient(graph(in), in[0], in[1]), maps, masks),
        sameInBothOrders(in -> new PositionGate(graph(in), in[0], in[1]), maps, masks),
        sameInBothOrders(
            in -> new PositionGateGradient(graph(in), in[0], in[1], in[2]), maps, masks, maps),
        sameInBothOrders(in -> new PlaneMean(graph(in), in[0]), maps),
        sameInBothOrders(in -> new PlaneMeanGradient(graph(in), in[0], in[1]), maps, numbers),
        sameInBothOrders(in -> new ChannelGate(graph(in), in), maps, numbers),
        sameInBothOrders(in -> new ChannelGate(graph(in), in), maps, numbers, maps),
        sameInBothOrders(in -> new ChannelGateGradient(graph(in), false, in), maps, numbers, maps),
        sameInBothOrders(
            in -> new ChannelGateGradient(graph(in), true, in), maps, numbers, maps, maps));
  }

  /** Adds an operator on inputs. */
  private interface Operator {
    JavaOperator on(SDVariable... inputs);
  }

  private static SameDiff graph(SDVariable... inputs) {
    return inputs[0].getSameDiff();
  }

  private static DynamicTest sameInBothOrders(Operator build, long[]... shapes) {
    Nd4j.getRandom().setSeed(SEED);
    List<INDArray> inputs =
        Arrays.stream(shapes).map(shape -> Nd4j.randn(DataType.FLOAT, shape)).toList();
    SameDiff graph = SameDiff.create();
    JavaOperator operator =
        build.on(inputs.stream().map(graph::constant).toArray(SDVariable[]::new));
    return DynamicTest.dynamicTest(
        operator.opName() + " of " + shapes.length,
        () -> {
          List<INDArray> planes = run(operator, inputs, MapOrder.PLANES);
          List<INDArray> last = run(operator, inputs, MapOrder.CHANNELS_LAST);
          for (int i = 0; i < planes.size(); i++) {
            double scale = Math.max(1, planes.get(i).amaxNumber().doubleValue());
            double most = last.get(i).sub(planes.get(i)).amaxNumber().doubleValue();
            assertThat(most / scale).as("output %d (seed %d)", i, SEED).isLessThan(1e-6);
          }
        });
  }

  /** Runs an operator whose maps lie in the given order; its outputs in C order. */
  private static List<INDArray> run(JavaOperator operator, List<INDArray> inputs, MapOrder order) {
    MapOrders orders = operator.orders();
    try (Arena arena = Arena.ofConfined()) {
      List<INDArray> read = new ArrayList<>();
      for (int i = 0; i < inputs.size(); i++) {
        INDArray array = inputs.get(i);
        read.add(
            orders.inputs().contains(i) ? place(arena, order, array.shape()).assign(array) : array);
      }
      List<INDArray> written = new ArrayList<>();
      for (long[] shape : operator.outputShapes(inputs.stream().map(INDArray::shape).toList())) {
        boolean isMap = orders.outputs().contains(written.size());
        written.add(place(arena, isMap ? order : MapOrder.PLANES, shape));
      }
      operator.bind(read, written).run();
      return written.stream().map(array -> array.dup('c')).toList();
    }
  }

  private static INDArray place(Arena arena, MapOrder order, long... shape) {
    long length = Arrays.stream(shape).reduce(1, (a, b) -> a * b);
    return order.array(arena.allocate(length * Float.BYTES, 64), DataType.FLOAT, shape);
  }
}
