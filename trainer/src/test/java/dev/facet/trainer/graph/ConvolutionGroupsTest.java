package dev.facet.trainer.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.facet.trainer.plan.GradientCheck;
import dev.facet.trainer.plan.Gradients;
import dev.facet.trainer.plan.Plan;
import dev.facet.trainer.plan.PlanBuilder;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.INDArrayIndex;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** Every form of a convolution in groups: inputs, outputs, kernel and groups. */
class ConvolutionGroupsTest {
  private static final long SEED = 63;
  private static final int HEIGHT = 5;
  private static final int WIDTH = 4;

  @ParameterizedTest
  @CsvSource({"6, 6, 3, 6", "6, 18, 3, 6", "24, 6, 1, 6", "24, 30, 1, 6", "8, 12, 5, 2"})
  void equalsADenseConvolutionWithZeros(int inputs, int outputs, int kernel, int groups) {
    Nd4j.getRandom().setSeed(SEED);
    INDArray x = Nd4j.randn(DataType.DOUBLE, 3, inputs, HEIGHT, WIDTH);
    INDArray weight = Nd4j.randn(DataType.DOUBLE, outputs, inputs / groups, kernel, kernel);
    INDArray dense = Nd4j.zeros(DataType.DOUBLE, outputs, inputs, kernel, kernel);
    for (int o = 0; o < outputs; o++) {
      int first = o / (outputs / groups) * (inputs / groups);
      dense.put(
          new INDArrayIndex[] {
            NDArrayIndex.point(o),
            NDArrayIndex.interval(first, first + inputs / groups),
            NDArrayIndex.all(),
            NDArrayIndex.all()
          },
          weight.get(NDArrayIndex.point(o)));
    }
    List<INDArray> expected = run(Kernels.NATIVE, x, dense, 1);
    List<INDArray> found = run(Kernels.NATIVE, x, weight, groups);
    List<INDArray> fast =
        run(Kernels.JAVA, x.castTo(DataType.FLOAT), weight.castTo(DataType.FLOAT), groups);
    for (int i = 0; i < 2; i++) {
      assertThat(distance(found.get(i), expected.get(i))).as("result %d", i).isLessThan(1e-12);
    }
    for (int i = 0; i < 3; i++) {
      assertThat(distance(fast.get(i), found.get(i))).as("fast result %d", i).isLessThan(1e-5);
    }
  }

  @ParameterizedTest
  @CsvSource({"6, 6, 3, 6", "6, 18, 3, 6", "24, 6, 1, 6", "24, 30, 1, 6", "8, 12, 5, 2"})
  void hasTheRightGradients(int inputs, int outputs, int kernel, int groups) {
    new GradientCheck(SEED)
        .check(
            2,
            new long[] {inputs, HEIGHT, WIDTH},
            (layers, x) -> convolution(layers, x, inputs, outputs, kernel, groups).variable());
  }

  @Test
  void groupsMustDivideTheChannels() {
    Layers layers = new Layers(Mode.TRAINING, DataType.FLOAT);
    SDVariable x = layers.placeholder("x", 6, HEIGHT, WIDTH);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> convolution(layers, x, 6, 8, 1, 3))
        .withMessage(
            "groups must divide a convolution's inputs and outputs, found 3 of 6 and 8 channels");
  }

  private static Features convolution(
      Layers layers, SDVariable x, int inputs, int outputs, int kernel, int groups) {
    Features maps = new Features(x, inputs, HEIGHT, WIDTH);
    return layers.convolution("c", maps, outputs, kernel, groups, Start.he(9));
  }

  private static double distance(INDArray found, INDArray expected) {
    double scale = Math.max(1, expected.amaxNumber().doubleValue());
    return found.castTo(DataType.DOUBLE).sub(expected).amaxNumber().doubleValue() / scale;
  }

  /** Output, then the gradients of half its squared length by x and by the weight. */
  private static List<INDArray> run(Kernels kernels, INDArray x, INDArray weight, int groups) {
    Layers layers = new Layers(Mode.TRAINING, x.dataType(), List.of(), kernels);
    SDVariable input = layers.graph().var("x", x);
    SDVariable output =
        convolution(
                layers, input, (int) x.size(1), (int) weight.size(0), (int) weight.size(2), groups)
            .variable();
    output.mul(output).mul(0.5).sum("loss", false);
    Map<String, String> gradients = Gradients.of(layers.graph(), "loss", List.of("x", "c.weight"));
    List<String> wanted = List.of("c", gradients.get("x"), gradients.get("c.weight"));
    PlanBuilder builder = new PlanBuilder(layers.graph()).bind("c.weight", weight);
    wanted.forEach(builder::output);
    try (Plan plan = builder.build()) {
      plan.run();
      return wanted.stream().map(name -> plan.output(name).dup()).toList();
    }
  }
}
