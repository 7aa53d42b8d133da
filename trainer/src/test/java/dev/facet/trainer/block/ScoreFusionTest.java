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
}
