package dev.facet.trainer.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.facet.trainer.graph.Features;
import dev.facet.trainer.graph.Layers;
import dev.facet.trainer.graph.Mode;
import dev.facet.trainer.plan.Gradients;
import dev.facet.trainer.plan.Plan;
import dev.facet.trainer.plan.PlanBuilder;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** oneDNN's convolution against ND4J's in double precision, which finite differences check. */
class ConvolutionTest {
  @BeforeEach
  void hasOneDnn() {
    assumeTrue(OneDnn.available(), "there is no build of oneDNN for this platform");
  }

  @ParameterizedTest
  @CsvSource({
    "3, 8, 3, 2, 1, 13, 11",
    "16, 32, 3, 1, 1, 7, 6",
    "32, 16, 1, 1, 0, 5, 4",
    "10, 7, 1, 2, 0, 9, 9",
    "3, 16, 7, 2, 3, 15, 17",
    "3, 16, 11, 4, 0, 27, 31",
    "5, 3, 5, 1, 2, 6, 1",
    "1, 1, 3, 1, 0, 3, 3"
  })
  void agreesWithNd4j(
      int inputs, int outputs, int kernel, int stride, int padding, int height, int width) {
    Nd4j.getRandom().setSeed(61);
    ConvolutionShape shape = new ConvolutionShape(kernel, stride, padding, height, width);
    INDArray x = Nd4j.randn(DataType.FLOAT, 3, inputs, height, width);
    INDArray weight = Nd4j.randn(DataType.FLOAT, outputs, inputs, kernel, kernel);
    INDArray factors =
        Nd4j.randn(DataType.FLOAT, 3, outputs, shape.outputHeight(), shape.outputWidth());
    List<INDArray> fast = run(DataType.FLOAT, shape, x, weight, factors);
    List<INDArray> exact = run(DataType.DOUBLE, shape, x, weight, factors);
    for (int i = 0; i < exact.size(); i++) {
      INDArray difference = fast.get(i).castTo(DataType.DOUBLE).sub(exact.get(i));
      double scale = Math.max(1, exact.get(i).amaxNumber().doubleValue());
      assertThat(difference.amaxNumber().doubleValue() / scale).as("result %d", i).isLessThan(1e-5);
    }
  }

  @Test
  void repeatsBitForBit() {
    Nd4j.getRandom().setSeed(62);
    ConvolutionShape shape = new ConvolutionShape(3, 1, 1, 14, 14);
    INDArray x = Nd4j.randn(DataType.FLOAT, 8, 32, 14, 14);
    INDArray weight = Nd4j.randn(DataType.FLOAT, 32, 32, 3, 3);
    INDArray factors = Nd4j.randn(DataType.FLOAT, 8, 32, 14, 14);
    List<INDArray> first = run(DataType.FLOAT, shape, x, weight, factors);
    for (int i = 0; i < 5; i++) {
      assertThat(run(DataType.FLOAT, shape, x, weight, factors)).isEqualTo(first);
    }
  }

  @Test
  void refusesAWindowLargerThanTheMaps() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ConvolutionShape(5, 1, 1, 2, 9))
        .withMessage("a window of 5 is larger than maps of 2x9 padded by 1");
  }

  /** Output, then the gradients of its product with the factors by x and by the weight. */
  private static List<INDArray> run(
      DataType type, ConvolutionShape shape, INDArray x, INDArray weight, INDArray factors) {
    Layers layers = new Layers(Mode.TRAINING, type);
    SDVariable input = layers.graph().var("x", x.castTo(type));
    Features maps = new Features(input, (int) x.size(1), shape.height(), shape.width());
    SDVariable output =
        layers
            .convolution(
                "c", maps, (int) weight.size(0), shape.kernel(), shape.stride(), shape.padding())
            .variable();
    output.mul(layers.graph().constant(factors.castTo(type))).sum("loss", false);
    Map<String, String> gradients = Gradients.of(layers.graph(), "loss", List.of("x", "c.weight"));
    List<String> wanted = List.of("c", gradients.get("x"), gradients.get("c.weight"));
    PlanBuilder builder = new PlanBuilder(layers.graph()).bind("c.weight", weight.castTo(type));
    wanted.forEach(builder::output);
    try (Plan plan = builder.build()) {
      plan.run();
      return wanted.stream().map(name -> plan.output(name).dup()).toList();
    }
  }
}
