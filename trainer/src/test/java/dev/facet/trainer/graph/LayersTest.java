package dev.facet.trainer.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.facet.trainer.plan.GradientCheck;
import dev.facet.trainer.plan.Gradients;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.linalg.api.buffer.DataType;

class LayersTest {
  private static final long[] MAPS = {3, 7, 5};

  @Test
  void convolutionHasTheRightGradients() {
    new GradientCheck(11)
        .check(
            2,
            MAPS,
            (layers, x) -> layers.convolution("c", new Features(x, 3, 7, 5), 4, 3, 2).variable());
  }

  @Test
  void normHasTheRightGradients() {
    new GradientCheck(12)
        .check(
            4, MAPS, (layers, x) -> layers.norm("n", new Features(x, 3, 7, 5), false).variable());
  }

  @Test
  void normWithRectifierHasTheRightGradients() {
    new GradientCheck(13)
        .check(4, MAPS, (layers, x) -> layers.norm("n", new Features(x, 3, 7, 5), true).variable());
  }

  @Test
  void normWithResidualHasTheRightGradients() {
    new GradientCheck(14)
        .check(
            4,
            MAPS,
            (layers, x) -> {
              Features input = new Features(x, 3, 7, 5);
              Features inner = layers.convolution("c", input, 3, 3, 1);
              return layers.norm("n", inner, true, Optional.of(input)).variable();
            });
  }

  @Test
  void aFrozenNormPassesTheRightGradientsOn() {
    new GradientCheck(17)
        .freezing("n")
        .check(
            4,
            MAPS,
            (layers, x) -> {
              Features input = new Features(x, 3, 7, 5);
              Features inner = layers.convolution("c", input, 3, 3, 1);
              return layers.norm("n", inner, true, Optional.of(input)).variable();
            });
  }

  @Test
  void vectorsAndLinearMapsHaveTheRightGradients() {
    new GradientCheck(18)
        .check(4, new long[] {6}, (layers, x) -> layers.norm("n", layers.linear("l", x, 6, 5), 5));
  }

  @Test
  void biasUpsamplingAndGlobalPoolsHaveTheRightGradients() {
    new GradientCheck(19)
        .check(
            2,
            MAPS,
            (layers, x) -> {
              Features maps = layers.bias("b", new Features(x, 3, 7, 5));
              Features large = layers.upsample("u", maps);
              return layers.globalMean(large).add(layers.globalMax(large));
            });
  }

  @Test
  void nothingPassesBackThroughAStop() {
    Layers layers = new Layers(Mode.TRAINING, DataType.FLOAT);
    SDVariable w = layers.parameter("w", Role.WEIGHT, new Start.Constant(1), 2);
    SDVariable v = layers.parameter("v", Role.WEIGHT, new Start.Constant(1), 2);
    layers.stopped(w.mul(3)).mul(v).sum("loss", false, 0);
    assertThat(Gradients.of(layers.graph(), "loss", List.of("v"))).containsOnlyKeys("v");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Gradients.of(layers.graph(), "loss", List.of("w")))
        .withMessage("loss loss does not depend on variable w");
  }

  @Test
  void poolsOfOddExtentsHaveTheRightGradients() {
    new GradientCheck(15)
        .check(2, MAPS, (layers, x) -> layers.meanPool("p", new Features(x, 3, 7, 5)).variable());
    new GradientCheck(16)
        .check(2, MAPS, (layers, x) -> layers.maxPool("p", new Features(x, 3, 7, 5)).variable());
  }

  @Test
  void extentsAreThoseOfTheArrays() {
    Layers layers = new Layers(Mode.INFERENCE, DataType.FLOAT);
    Features images = new Features(layers.placeholder("images", 3, 13, 11), 3, 13, 11);
    Features convolved = layers.convolution("c", images, 4, 3, 2);
    Features most = layers.maxPool("m", convolved);
    Features mean = layers.meanPool("a", convolved);
    assertThat(convolved).extracting(Features::height, Features::width).containsExactly(7, 6);
    assertThat(most).extracting(Features::height, Features::width).containsExactly(4, 3);
    assertThat(mean).extracting(Features::height, Features::width).containsExactly(4, 3);
  }

  @Test
  void twoParametersCannotShareAName() {
    Layers layers = new Layers(Mode.TRAINING, DataType.FLOAT);
    layers.parameter("w", Role.WEIGHT, new Start.Constant(0), 2);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> layers.parameter("w", Role.WEIGHT, new Start.Constant(0), 2))
        .withMessage("parameter w exists already");
  }
}
