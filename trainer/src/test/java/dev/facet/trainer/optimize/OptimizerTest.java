package dev.facet.trainer.optimize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.facet.trainer.graph.Kernels;
import dev.facet.trainer.graph.Parameter;
import dev.facet.trainer.graph.Role;
import dev.facet.trainer.graph.Start;
import dev.facet.trainer.recipe.OptimizerSpec;
import dev.facet.trainer.recipe.OptimizerSpec.Method;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class OptimizerTest {
  private static final Offset<Float> CLOSE = within(1e-6f);

  /** A weight and a bias of 19 numbers each: not a multiple of any vector's length. */
  private static WeightBlock block(float start, Kernels kernels) {
    List<Parameter> parameters =
        List.of(
            new Parameter("weight", Role.WEIGHT, new Start.Constant(start), List.of(19L)),
            new Parameter("bias", Role.BIAS, new Start.Constant(start), List.of(19L)));
    WeightBlock block = new WeightBlock(parameters, List.of(), List.of(), kernels);
    block.start(1);
    return block;
  }

  private static OptimizerSpec spec(Method method) {
    return new OptimizerSpec(method, 0.1, 0.5, 0.9, 0.8, 0.9, 1e-8);
  }

  @ParameterizedTest
  @EnumSource
  void momentumFollowsItsFormulaAndSparesTheBias(Kernels kernels) {
    try (WeightBlock block = block(2, kernels)) {
      Numbers gradients = block.allocateTrainable();
      block.array(gradients, "weight").assign(3);
      block.array(gradients, "bias").assign(3);
      Optimizer optimizer = Optimizer.of(spec(Method.SGD), block, gradients);
      optimizer.step(0.1, 0);
      assertThat(block.array("weight").getFloat(18)).isCloseTo(2 * 0.95f - 0.3f, CLOSE);
      assertThat(block.array("bias").getFloat(0)).isCloseTo(2 - 0.3f, CLOSE);
      optimizer.step(0.1, 1);
      assertThat(block.array("bias").getFloat(18)).isCloseTo(1.7f - 0.1f * 5.7f, CLOSE);
    }
  }

  @ParameterizedTest
  @EnumSource
  void adamWFollowsItsFormulaAndSparesTheBias(Kernels kernels) {
    try (WeightBlock block = block(2, kernels)) {
      Numbers gradients = block.allocateTrainable();
      block.array(gradients, "weight").assign(3);
      block.array(gradients, "bias").assign(3);
      Optimizer optimizer = Optimizer.of(spec(Method.ADAMW), block, gradients);
      optimizer.step(0.1, 0);
      // the corrected moments of a first step are the gradient and its square
      assertThat(block.array("weight").getFloat(18)).isCloseTo(2 * 0.95f - 0.1f, CLOSE);
      assertThat(block.array("bias").getFloat(0)).isCloseTo(1.9f, CLOSE);
      block.array(gradients, "bias").assign(-1);
      block.array(gradients, "weight").assign(3);
      optimizer.step(0.1, 1);
      double m = (0.8 * 0.2 * 3 - 0.2) / (1 - 0.8 * 0.8);
      double v = (0.9 * 0.1 * 9 + 0.1) / (1 - 0.9 * 0.9);
      assertThat(block.array("bias").getFloat(7))
          .isCloseTo((float) (1.9 - 0.1 * m / Math.sqrt(v)), CLOSE);
    }
  }

  @ParameterizedTest
  @EnumSource
  void theMovingAverageStartsAtTheWeightsAndTrailsThem(Kernels kernels) {
    try (WeightBlock block = block(2, kernels)) {
      MovingAverage average = new MovingAverage(0.5, block);
      average.update(0);
      assertThat(block.array(average.values(), "weight").toFloatVector()).containsOnly(2);
      block.array("weight").assign(4);
      average.update(1);
      float keep = 2f / 11;
      assertThat(block.array(average.values(), "weight").getFloat(3))
          .isCloseTo(keep * 2 + (1 - keep) * 4, CLOSE);
      block.array("weight").assign(0);
      average.update(1_000_000);
      assertThat(block.array(average.values(), "weight").getFloat(3))
          .isCloseTo((keep * 2 + (1 - keep) * 4) / 2, CLOSE);
    }
  }

  @ParameterizedTest
  @EnumSource
  void whatIsSavedCanBeRestored(Kernels kernels) {
    try (WeightBlock one = block(2, kernels);
        WeightBlock other = block(3, kernels)) {
      one.put("bias", new float[] {1, 2, 3, 4, 5, 6, 7, 8, 9, 8, 7, 6, 5, 4, 3, 2, 1, 0, -1});
      assertThat(one.values().saved().byteSize()).isEqualTo(one.values().bytes());
      other.values().restore(one.values().saved());
      assertThat(other.array("bias")).isEqualTo(one.array("bias"));
      assertThat(other.array("weight").toFloatVector()).containsOnly(2);
    }
  }

  @Test
  void aParameterStartsByItsNameAndTheSeed() {
    Parameter parameter = new Parameter("a", Role.WEIGHT, new Start.Normal(1), List.of(5L));
    Parameter other = new Parameter("b", Role.WEIGHT, new Start.Normal(1), List.of(5L));
    try (WeightBlock one = new WeightBlock(List.of(parameter, other), List.of());
        WeightBlock two = new WeightBlock(List.of(other, parameter), List.of())) {
      one.start(7);
      two.start(7);
      assertThat(one.array("a")).isEqualTo(two.array("a"));
      assertThat(one.array("a")).isNotEqualTo(one.array("b"));
      two.start(8);
      assertThat(one.array("a")).isNotEqualTo(two.array("a"));
    }
  }
}
