package dev.facet.trainer.block;

import static dev.facet.trainer.block.PlainLayers.complement;
import static dev.facet.trainer.block.PlainLayers.maxMap;
import static dev.facet.trainer.block.PlainLayers.maxima;
import static dev.facet.trainer.block.PlainLayers.meanMap;
import static dev.facet.trainer.block.PlainLayers.means;
import static dev.facet.trainer.block.PlainLayers.product;
import static dev.facet.trainer.block.PlainLayers.relu;
import static dev.facet.trainer.block.PlainLayers.sigmoid;
import static dev.facet.trainer.block.PlainLayers.spread;
import static dev.facet.trainer.block.PlainLayers.sum;
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
  /** Six channels of 5x4, so that a reduction of 3 leaves two. */
  private static final PlainCheck PAIR = new PlainCheck(51, 2, 6, 5, 4);

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
  void additionIsTheSum() {
    PAIR.compare(
        (layers, maps) -> new Addition().build(layers, maps.get(0), maps.get(1)),
        (plain, maps) -> sum(maps.get(0), maps.get(1)));
  }

  @Test
  void concatenationConvolvesRecognitionsMapsAndThenThoseOfAttributes() {
    PAIR.compare(
        (layers, maps) -> new Concatenation("i").build(layers, maps.get(0), maps.get(1)),
        (plain, maps) -> {
          double[][][] side =
              Stream.of(maps.get(0), maps.get(1)).flatMap(Stream::of).toArray(double[][][]::new);
          return plain.norm("i.norm", plain.convolution("i.conv", side));
        });
  }

  @Test
  void onlyTheMapsOfAttributesAreExcited() {
    PAIR.compare(
        (layers, maps) -> new ExcitedAddition("i", 3).build(layers, maps.get(0), maps.get(1)),
        (plain, maps) -> {
          double[] inner = relu(plain.linear("i.reduce", means(maps.get(1))));
          double[][][] weights = sigmoid(spread(plain.linear("i.excite", inner), maps.get(1)));
          return sum(maps.get(0), product(weights, maps.get(1)));
        });
  }

  /** Dai et al. 2021, eq. 1 to 4. */
  @Test
  void attentionalFusionWeighsRecognitionAndTheComplementAttributes() {
    PAIR.compare(
        (layers, maps) -> new AttentionalFusion("i", 3).build(layers, maps.get(0), maps.get(1)),
        (plain, maps) -> {
          double[][][] sum = sum(maps.get(0), maps.get(1));
          double[][][] mean = spread(means(sum), sum);
          double[][][] weights =
              sigmoid(sum(bottleneck(plain, "i.local", sum), bottleneck(plain, "i.global", mean)));
          return sum(product(weights, maps.get(0)), product(complement(weights), maps.get(1)));
        });
  }

  /** AAFace, section 2.2 and eq. 3. */
  @Test
  void attributeIntegrationIsThePapersEquation() {
    PAIR.compare(
        (layers, maps) -> new AttributeIntegration("i", 3).build(layers, maps.get(0), maps.get(1)),
        (plain, maps) -> {
          double[][][] known = maps.get(0);
          double[][][] told = maps.get(1);
          double[][][] channel = channelWeights(plain, sum(known, told));
          known = product(channel, known);
          told = product(complement(channel), told);
          double[][][] spatial = spatialWeights(plain, sum(known, told));
          return sum(product(spatial, known), product(complement(spatial), told));
        });
  }

  private static double[][][] channelWeights(PlainLayers plain, double[][][] maps) {
    double[][][] pooled =
        sum(
            spread(shared(plain, "i.channel.pooled", means(maps)), maps),
            spread(shared(plain, "i.channel.pooled", maxima(maps)), maps));
    return sigmoid(sum(bottleneck(plain, "i.channel.pointwise", maps), pooled));
  }

  private static double[] shared(PlainLayers plain, String name, double[] pooled) {
    return plain.linear(name + ".excite", relu(plain.linear(name + ".reduce", pooled)));
  }

  private static double[][][] spatialWeights(PlainLayers plain, double[][][] maps) {
    double[][][] pools = {meanMap(maps), maxMap(maps)};
    double[][] pooled = plain.convolution("i.spatial.pooled.conv", pools)[0];
    return sigmoid(sum(bottleneck(plain, "i.spatial.all", maps), spread(pooled, maps)));
  }

  /** Dai et al. 2021, eq. 1. */
  private static double[][][] bottleneck(PlainLayers plain, String name, double[][][] maps) {
    double[][][] inner =
        relu(plain.norm(name + ".reduce.norm", plain.convolution(name + ".reduce", maps)));
    return plain.norm(name + ".restore.norm", plain.convolution(name + ".restore", inner));
  }

  @Test
  void withoutParametersEveryWeightIsAHalf() {
    assertThat(fused(new AttentionalFusion("i", 4))).isEqualTo((2 + 6) / 2.0, within(1e-6));
    // eq. 3 weighs by channel and again by position: a half of the mean
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
        .withMessage("reduction must be a whole number of at least 1, found 0");
  }
}
