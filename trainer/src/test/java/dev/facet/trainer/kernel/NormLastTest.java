package dev.facet.trainer.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Normalisation of maps with their channels last against the formulas in double precision. */
class NormLastTest {
  private static final double EPSILON = 1e-5;

  private final SameDiff graph = SameDiff.create();

  @ParameterizedTest
  @CsvSource({
    "true,true,32,5,7",
    "true,false,32,26,22",
    "false,true,10,3,4",
    "true,false,21,9,1",
    "true,true,40,2,3",
    "false,false,16,16,16"
  })
  void vectorsAgreeWithTheFormulas(
      boolean relu, boolean residual, int channels, int height, int width) {
    Nd4j.getRandom().setSeed(71);
    long[] shape = {6, channels, height, width};
    INDArray x = Nd4j.randn(DataType.FLOAT, shape).mul(2).add(5);
    INDArray gamma = Nd4j.randn(DataType.FLOAT, channels);
    INDArray beta = Nd4j.randn(DataType.FLOAT, channels);
    INDArray add = Nd4j.randn(DataType.FLOAT, shape);
    INDArray dy = Nd4j.randn(DataType.FLOAT, shape);
    FusedNorm norm = new FusedNorm(graph, relu, EPSILON, variables(residual ? 4 : 3));
    FusedNormGradient back = new FusedNormGradient(graph, relu, residual, variables(7));
    List<INDArray> inputs = new ArrayList<>(List.of(x, gamma, beta));
    if (residual) {
      inputs.add(add);
    }
    List<INDArray> exact = run(norm, inputs, MapOrder.PLANES, DataType.DOUBLE);
    List<INDArray> fast = run(norm, inputs, MapOrder.CHANNELS_LAST, DataType.FLOAT);
    compare(fast, exact);
    compare(
        run(back, gradientInputs(x, gamma, beta, dy, fast), MapOrder.CHANNELS_LAST, DataType.FLOAT),
        run(back, gradientInputs(x, gamma, beta, dy, exact), MapOrder.PLANES, DataType.DOUBLE));
  }

  @ParameterizedTest
  @CsvSource({"true,true,32,5,7", "true,false,10,3,4", "false,true,16,4,4", "false,false,40,2,2"})
  void fixedMomentsAgreeWithTheFormulas(
      boolean relu, boolean residual, int channels, int height, int width) {
    Nd4j.getRandom().setSeed(72);
    long[] shape = {3, channels, height, width};
    INDArray gamma = Nd4j.randn(DataType.FLOAT, channels);
    INDArray variance = Nd4j.rand(DataType.FLOAT, channels).add(0.5);
    List<INDArray> inputs = new ArrayList<>();
    inputs.add(Nd4j.randn(DataType.FLOAT, shape));
    inputs.add(gamma);
    inputs.add(Nd4j.randn(DataType.FLOAT, channels));
    inputs.add(Nd4j.randn(DataType.FLOAT, channels));
    inputs.add(variance);
    if (residual) {
      inputs.add(Nd4j.randn(DataType.FLOAT, shape));
    }
    FixedNorm norm = new FixedNorm(graph, relu, EPSILON, variables(inputs.size()));
    FixedNormGradient back = new FixedNormGradient(graph, relu, residual, EPSILON, variables(4));
    List<INDArray> exact = run(norm, inputs, MapOrder.PLANES, DataType.DOUBLE);
    compare(run(norm, inputs, MapOrder.CHANNELS_LAST, DataType.FLOAT), exact);
    INDArray dy = Nd4j.randn(DataType.FLOAT, shape);
    List<INDArray> incoming = List.of(gamma, variance, exact.getFirst(), dy);
    compare(
        run(back, incoming, MapOrder.CHANNELS_LAST, DataType.FLOAT),
        run(back, incoming, MapOrder.PLANES, DataType.DOUBLE));
  }

  private static List<INDArray> gradientInputs(
      INDArray x, INDArray gamma, INDArray beta, INDArray dy, List<INDArray> forward) {
    return List.of(x, gamma, forward.get(0), forward.get(1), forward.get(2), dy, beta);
  }

  private SDVariable[] variables(int count) {
    SDVariable[] variables = new SDVariable[count];
    Arrays.setAll(variables, i -> graph.var(Nd4j.zeros(DataType.FLOAT, 1)));
    return variables;
  }

  /** Runs an operator on copies of the inputs; what comes back has its planes in order. */
  private static List<INDArray> run(
      JavaOperator operator, List<INDArray> inputs, MapOrder order, DataType type) {
    List<INDArray> in = inputs.stream().map(each -> inOrder(each.castTo(type), order)).toList();
    List<INDArray> out =
        operator.outputShapes(inputs.stream().map(INDArray::shape).toList()).stream()
            .map(shape -> inOrder(Nd4j.zeros(type, shape), order))
            .toList();
    operator.bind(in, out).run();
    return out.stream().map(each -> each.dup('c')).toList();
  }

  private static INDArray inOrder(INDArray array, MapOrder order) {
    boolean last = array.rank() == 4 && order == MapOrder.CHANNELS_LAST;
    return last ? array.permute(0, 2, 3, 1).dup('c').permute(0, 3, 1, 2) : array.dup('c');
  }

  private static void compare(List<INDArray> fast, List<INDArray> exact) {
    assertThat(fast).hasSameSizeAs(exact);
    for (int i = 0; i < exact.size(); i++) {
      INDArray difference = fast.get(i).castTo(DataType.DOUBLE).sub(exact.get(i));
      double scale = Math.max(1, exact.get(i).amaxNumber().doubleValue());
      assertThat(difference.amaxNumber().doubleValue() / scale).as("result %d", i).isLessThan(2e-5);
    }
  }
}
