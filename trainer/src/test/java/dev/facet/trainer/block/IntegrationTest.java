package dev.facet.trainer.block;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.facet.trainer.graph.Features;
import dev.facet.trainer.graph.Layers;
import dev.facet.trainer.graph.Mode;
import dev.facet.trainer.graph.Parameter;
import dev.facet.trainer.plan.Plan;
import dev.facet.trainer.plan.PlanBuilder;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class IntegrationTest implements BlockContract {
  @Override
  public Stream<Case> cases() {
    return Stream.of(
        integration("addition", new Addition()),
        integration("concatenation", new Concatenation("i")),
        integration("excited addition", new ExcitedAddition("i", 2)),
        integration("attentional fusion", new AttentionalFusion("i", 2)),
        integration("attribute-aware integration", new AttributeIntegration("i", 2)));
  }

  private static Case integration(String name, Integration integration) {
    return new Case(
        name,
        6,
        8,
        4,
        3,
        (layers, x) -> integration.build(layers, half(x, 0), half(x, 1)).variable());
  }

  private static Features half(Features maps, int which) {
    int channels = maps.channels() / 2;
    SDVariable[] halves = maps.variable().getSameDiff().split(maps.variable(), 2, 1);
    return new Features(halves[which], channels, maps.height(), maps.width());
  }

  @Test
  void weightsOfOneHalfGiveTheMean() {
    // with all parameters at zero every weight is sigmoid(0)
    assertThat(fused(new AttentionalFusion("i", 4))).isEqualTo((2 + 6) / 2.0, within(1e-6));
    assertThat(fused(new AttributeIntegration("i", 4))).isEqualTo((2 + 6) / 4.0, within(1e-6));
    assertThat(fused(new ExcitedAddition("i", 4))).isEqualTo(2 + 6 / 2.0, within(1e-6));
    assertThat(fused(new Addition())).isEqualTo(8, within(1e-6));
  }

  /** What becomes of maps of 2 and maps of 6. */
  private static double fused(Integration integration) {
    Layers layers = new Layers(Mode.INFERENCE, DataType.FLOAT);
    Features result = integration.build(layers, maps(layers, 2), maps(layers, 6));
    try (Plan plan = new PlanBuilder(layers.graph()).output(result.variable().name()).build()) {
      plan.run();
      INDArray output = plan.output(result.variable().name());
      assertThat(output.shape()).containsExactly(2, 4, 3, 5);
      assertThat(output.minNumber()).isEqualTo(output.maxNumber());
      return output.getDouble(0);
    }
  }

  private static Features maps(Layers layers, double value) {
    INDArray array = Nd4j.valueArrayOf(new long[] {2, 4, 3, 5}, value, DataType.FLOAT);
    return new Features(layers.graph().constant(array), 4, 3, 5);
  }

  @Test
  void bottlenecksAreNarrowerByTheReduction() {
    Layers layers = new Layers(Mode.INFERENCE, DataType.FLOAT);
    new AttributeIntegration("i", 4).build(layers, maps(layers, 1), maps(layers, 1));
    assertThat(layers.parameters().values())
        .filteredOn(each -> each.name().endsWith("reduce.weight"))
        .extracting(Parameter::shape)
        .allSatisfy(shape -> assertThat(shape.getFirst()).isEqualTo(1))
        .hasSize(3);
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> new AttentionalFusion("i", 0).build(layers, maps(layers, 1), maps(layers, 1)))
        .withMessage("reduction must be positive, found 0");
  }
}
