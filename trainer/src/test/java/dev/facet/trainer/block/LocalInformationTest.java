package dev.facet.trainer.block;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.facet.trainer.graph.Features;
import dev.facet.trainer.graph.Layers;
import dev.facet.trainer.graph.Mode;
import dev.facet.trainer.plan.Plan;
import dev.facet.trainer.plan.PlanBuilder;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class LocalInformationTest implements BlockContract {
  @Override
  public Stream<Case> cases() {
    return Stream.of(
        new Case(
            "local information",
            3,
            4,
            5,
            4,
            (layers, x) ->
                new LocalInformation("lmim", 6).build(layers, x, layers.globalMean(x), 4)));
  }

  @Test
  void aDiscriminatorThatCannotTellCostsTwoBits() {
    assertThat(loss(0)).isCloseTo(2 * Math.log(2), within(1e-9));
  }

  @Test
  void aDiscriminatorThatTellsAFacesOwnVectorCostsLittle() {
    assertThat(loss(40)).isLessThan(1e-3);
  }

  /**
   * The loss of two faces whose maps are 1 and -1 with vectors 1 and -1, by a discriminator that
   * compares signs: it adds map and vector, and the map and vector with the other sign.
   */
  private static double loss(double certainty) {
    Layers layers = new Layers(Mode.TRAINING, DataType.DOUBLE);
    INDArray faces = Nd4j.createFromArray(1.0, 1.0, -1.0, -1.0).reshape(2, 1, 1, 2);
    SDVariable maps = layers.graph().var("maps", faces);
    SDVariable vector = layers.graph().var("vector", Nd4j.createFromArray(1.0, -1.0).reshape(2, 1));
    String loss =
        new LocalInformation("d", 2).build(layers, new Features(maps, 1, 1, 2), vector, 1).name();
    Map<String, INDArray> weights =
        Map.of(
            "d.local.weight", Nd4j.createFromArray(1.0, -1.0).reshape(2, 1, 1, 1),
            "d.global.weight", Nd4j.createFromArray(1.0, -1.0).reshape(2, 1),
            "d.hidden.weight", Nd4j.createFromArray(1.0, 1, 0, 0).reshape(2, 2, 1, 1),
            "d.answer.weight", Nd4j.createFromArray(certainty, 0.0).reshape(1, 2, 1, 1),
            "d.answer.bias", Nd4j.createFromArray(-certainty / 2).reshape(1, 1, 1, 1));
    PlanBuilder builder = new PlanBuilder(layers.graph()).output(loss);
    weights.forEach(builder::bind);
    try (Plan plan = builder.build()) {
      plan.run();
      return plan.output(loss).getDouble(0);
    }
  }

  @Test
  void refusesADiscriminatorWithoutMaps() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new LocalInformation("d", 0))
        .withMessage("hidden must be a whole number of at least 1, found 0");
  }
}
