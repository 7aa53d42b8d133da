package dev.facet.trainer.block;

import static org.assertj.core.api.Assertions.assertThat;

import dev.facet.trainer.graph.Layers;
import dev.facet.trainer.graph.Mode;
import dev.facet.trainer.graph.Parameter;
import dev.facet.trainer.plan.Plan;
import dev.facet.trainer.plan.PlanBuilder;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.factory.Nd4j;

class ScoreFusionTest implements BlockContract {
  @Override
  public Stream<Case> cases() {
    return Stream.of(
        new Case(
            "score fusion",
            3,
            4,
            5,
            1,
            (layers, x) ->
                new ScoreFusion("fusion").build(layers, x.variable().reshape(-1, 4, 5), 4, 5)));
  }

  @Test
  void beginsWithTheMeanOfTheScores() {
    Layers layers = new Layers(Mode.INFERENCE, DataType.FLOAT);
    SDVariable scores =
        layers.graph().var("scores", Nd4j.createFromArray(1f, 2, 3, 6, 5, 10).reshape(1, 3, 2));
    String output = new ScoreFusion("fusion").build(layers, scores, 3, 2).name();
    Parameter weight = layers.parameters().get("fusion");
    float[] values = new float[(int) weight.length()];
    weight.start().fill(values, 1);
    assertThat(weight.shape()).containsExactly(1L, 4L, 2L);
    try (Plan plan =
        new PlanBuilder(layers.graph())
            .bind("fusion", Nd4j.createFromArray(values).reshape(weight.extents()))
            .output(output)
            .build()) {
      plan.run();
      assertThat(plan.output(output).ravel().toFloatVector()).containsExactly(3, 6);
    }
  }

  /** BLAN, eq. 6, for three levels and two attributes. */
  @Test
  void weighsTheScoresAndTheirSum() {
    Layers layers = new Layers(Mode.INFERENCE, DataType.DOUBLE);
    double[][][] scores = {{{1, -2}, {3, 0.5}, {-1, 4}}};
    double[][][] weights = {{{0.5, 1}, {-1, 2}, {0.25, 0.5}, {2, -1}}};
    SDVariable each = layers.graph().var("scores", Nd4j.create(scores));
    String output = new ScoreFusion("fusion").build(layers, each, 3, 2).name();
    try (Plan plan =
        new PlanBuilder(layers.graph())
            .bind("fusion", Nd4j.create(weights))
            .output(output)
            .build()) {
      plan.run();
      // the sums of the scores are 3 and 2.5
      assertThat(plan.output(output).ravel().toDoubleVector())
          .containsExactly(0.5 - 3 - 0.25 + 2 * 3, -2 + 2 * 0.5 + 0.5 * 4 - 2.5);
    }
  }
}
