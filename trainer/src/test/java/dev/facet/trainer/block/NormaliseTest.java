package dev.facet.trainer.block;

import static org.assertj.core.api.Assertions.assertThat;

import dev.facet.trainer.graph.Layers;
import dev.facet.trainer.graph.Mode;
import dev.facet.trainer.plan.Gradients;
import dev.facet.trainer.plan.Plan;
import dev.facet.trainer.plan.PlanBuilder;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class NormaliseTest implements BlockContract {
  @Override
  public Stream<Case> cases() {
    return Stream.of(
        new Case(
            "rows at length 1",
            3,
            5,
            2,
            1,
            (layers, x) -> Normalise.rows(layers, x.variable().reshape(-1, 10))));
  }

  @Test
  void rowsHaveLengthOneAndZerosStayZerosWithAFiniteGradient() {
    Layers layers = new Layers(Mode.TRAINING, DataType.FLOAT);
    INDArray rows = Nd4j.create(new float[][] {{3, -4}, {0, 0}, {1e-2f, 0}});
    SDVariable input = layers.graph().var("input", rows);
    SDVariable output = Normalise.rows(layers, input);
    SDVariable loss = output.sum("sum", false);
    String gradient =
        Gradients.of(layers.graph(), loss.name(), List.of("input")).values().iterator().next();
    try (Plan plan =
        new PlanBuilder(layers.graph()).output(output.name()).output(gradient).build()) {
      plan.run();
      assertThat(plan.output(output.name()).toFloatMatrix())
          .isDeepEqualTo(new float[][] {{0.6f, -0.8f}, {0, 0}, {1, 0}});
      assertThat(plan.output(gradient).toFloatMatrix()[1]).containsOnly(1e6f);
    }
  }
}
