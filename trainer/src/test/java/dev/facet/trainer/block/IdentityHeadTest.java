package dev.facet.trainer.block;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.facet.trainer.graph.Layers;
import dev.facet.trainer.graph.Mode;
import dev.facet.trainer.graph.Statistics;
import dev.facet.trainer.plan.Plan;
import dev.facet.trainer.plan.PlanBuilder;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.factory.Nd4j;

class IdentityHeadTest implements BlockContract {
  private static final double MARGIN = 0.4;

  /** So steep that every quality is clipped: differences would see it move, gradients do not. */
  private static final AdaFace ADAFACE = new AdaFace(MARGIN, 30);

  @Override
  public Stream<Case> cases() {
    return Stream.of(
        head("softmax", new SoftmaxHead()),
        head("cosface", new CosineHead(8, new CosFace(MARGIN))),
        head("arcface", new CosineHead(8, new ArcFace(MARGIN))),
        head("adaface", new CosineHead(8, ADAFACE)));
  }

  private static Case head(String name, IdentityHead head) {
    return new Case(
        name,
        4,
        6,
        1,
        1,
        (layers, x) -> {
          SDVariable identities = persons(layers, 1, 0, 2, 1);
          return head.loss(layers, "head", x.variable().reshape(-1, 6), 6, identities, 3);
        });
  }

  @Test
  void cosFaceTakesTheMarginFromTheRightCosine() {
    assertThat(lowered(new CosFace(0.3), 0.5, 1)).isEqualTo(0.2, within(1e-12));
  }

  @Test
  void arcFaceAddsTheMarginToTheAngle() {
    assertThat(lowered(new ArcFace(0.3), Math.cos(1.1), 1)).isEqualTo(Math.cos(1.4), within(1e-7));
  }

  @Test
  void arcFaceFallsOnBeyondTheLargestAngle() {
    double angle = Math.PI - 0.2;
    assertThat(lowered(new ArcFace(0.3), Math.cos(angle), 1))
        .isEqualTo(Math.cos(angle) - 0.3 * Math.sin(0.3), within(1e-7));
  }

  @Test
  void adaFaceIsArcFaceForTheShortestAndTwiceTheDifferenceForTheLongest() {
    AdaFace steep = new AdaFace(0.4, 1000);
    double cosine = Math.cos(1.1);
    assertThat(lowered(steep, cosine, 5)).isEqualTo(Math.cos(1.5), within(1e-7));
    assertThat(lowered(steep, cosine, 20)).isEqualTo(cosine - 0.4, within(1e-7));
    assertThat(lowered(steep, cosine, 90)).isEqualTo(Math.cos(0.7) - 0.8, within(1e-7));
  }

  @Test
  void adaFaceMeasuresLengthsInRunningDeviations() {
    // mean 20 and deviation 100 at the start: 30 is a tenth of a deviation above
    double quality = 0.1 * 0.5 / (1 + 1e-5);
    assertThat(lowered(new AdaFace(0.4, 0.5), Math.cos(1.1), 30))
        .isEqualTo(Math.cos(1.1 - 0.4 * quality) - 0.4 * (1 + quality), within(1e-7));
  }

  @Test
  void adaFaceKeepsTheMomentsOfTheLengths() {
    Layers layers = new Layers(Mode.TRAINING, DataType.DOUBLE);
    SDVariable lengths = layers.graph().constant(Nd4j.create(new double[][] {{4}, {8}}));
    ADAFACE.lower(layers, "head", cosines(layers, 0.5, 0.5), lengths);
    Statistics kept = layers.statistics().getFirst();
    assertThat(kept.mean()).isEqualTo("head.lengths.mean");
    assertThat(kept.pace()).isEqualTo(0.01);
    assertThat(run(layers, kept.batchMean())).isEqualTo(6);
    assertThat(1 / Math.pow(run(layers, kept.batchInverse()), 2)).isEqualTo(4, within(1e-4));
  }

  @Test
  void aFrozenHeadKeepsItsMomentsAsTheyAre() {
    Layers layers = new Layers(Mode.TRAINING, DataType.DOUBLE, List.of("head"));
    ADAFACE.lower(layers, "head", cosines(layers, 0.5), cosines(layers, 3));
    assertThat(layers.statistics()).singleElement().matches(each -> !each.moves());
  }

  @Test
  void numbersOutOfTheirRangeAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ArcFace(-0.1))
        .withMessage("margin must be in 0..1.5, found -0.1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new AdaFace(0.4, 0))
        .withMessage("concentration must be a number above 0, found 0.0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new CosineHead(Double.NaN, new CosFace(0.1)))
        .withMessage("scale must be a number above 0, found NaN");
  }

  private static double lowered(Margin margin, double cosine, double length) {
    Layers layers = new Layers(Mode.TRAINING, DataType.DOUBLE);
    SDVariable result =
        margin.lower(layers, "head", cosines(layers, cosine), cosines(layers, length));
    return run(layers, result.name());
  }

  private static double run(Layers layers, String variable) {
    try (Plan plan = new PlanBuilder(layers.graph()).output(variable).build()) {
      plan.run();
      return plan.output(variable).getDouble(0);
    }
  }

  private static SDVariable cosines(Layers layers, double... values) {
    return layers.graph().constant(Nd4j.create(values, new long[] {values.length, 1}));
  }

  private static SDVariable persons(Layers layers, int... classes) {
    double[][] rows = new double[classes.length][3];
    for (int i = 0; i < classes.length; i++) {
      rows[i][classes[i]] = 1;
    }
    return layers.graph().constant("persons", Nd4j.create(rows));
  }
}
