package dev.facet.trainer.block;

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

import dev.facet.trainer.graph.Features;
import dev.facet.trainer.graph.Layers;
import dev.facet.trainer.graph.Mode;
import dev.facet.trainer.plan.Plan;
import dev.facet.trainer.plan.PlanBuilder;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.factory.Nd4j;

class ResidualDualAttentionTest implements BlockContract {
  @Override
  public Stream<Case> cases() {
    Stream<Case> orders =
        Arrays.stream(AttentionOrder.values())
            .map(
                order ->
                    new Case(
                        "residual dual attention, " + order,
                        2,
                        2 * 6,
                        5,
                        4,
                        (layers, x) -> build(layers, x, order)));
    Stream<Case> parts =
        Stream.of(
            new Case(
                "channel attention",
                3,
                8,
                4,
                3,
                (layers, x) -> new ChannelAttention("c", 4).build(layers, x)),
            new Case(
                "spatial attention",
                3,
                8,
                4,
                3,
                (layers, x) -> new SpatialAttention("s", 3).build(layers, x)));
    return Stream.concat(orders, parts);
  }

  /** The first half of the maps is the encoder's, the second the decoder's. */
  private static SDVariable build(Layers layers, Features x, AttentionOrder order) {
    int half = x.channels() / 2;
    SDVariable[] parts = layers.graph().split(x.variable(), 2, 1);
    return new ResidualDualAttention("rdam", order, 3, 3)
        .build(
            layers,
            new Features(parts[0], half, x.height(), x.width()),
            new Features(parts[1], half, x.height(), x.width()))
        .variable();
  }

  @Test
  void weightsThatAreAllAHalfLeaveTheEncodersMapsAndAQuarterOfTheOthers() {
    Layers layers = new Layers(Mode.INFERENCE, DataType.DOUBLE);
    SDVariable x = layers.graph().var("x", Nd4j.ones(DataType.DOUBLE, 1, 2, 2, 2));
    String output = build(layers, new Features(x, 2, 2, 2), AttentionOrder.PARALLEL).name();
    try (Plan plan =
        new PlanBuilder(layers.graph())
            .bind("rdam.encoded.weight", Nd4j.createFromArray(3.0).reshape(1, 1, 1, 1))
            .bind("rdam.decoded.weight", Nd4j.createFromArray(5.0).reshape(1, 1, 1, 1))
            .output(output)
            .build()) {
      plan.run();
      // all other parameters are zero, so both sigmoids give a half: 1 + (3 + 5) / 4
      assertThat(plan.output(output).ravel().toDoubleVector()).containsOnly(3.0);
    }
  }

  /** BLAN, eq. 2 and 3 and the sum after them; for the other orders the same parts. */
  @ParameterizedTest
  @EnumSource
  void everyOrderIsThePapersEquation(AttentionOrder order) {
    new PlainCheck(53, 2, 6, 5, 4)
        .compare(
            (layers, maps) ->
                new ResidualDualAttention("rdam", order, 3, 3)
                    .build(layers, maps.get(0), maps.get(1)),
            (plain, maps) -> {
              double[][][] conv =
                  sum(
                      plain.convolution("rdam.encoded", maps.get(0)),
                      plain.convolution("rdam.decoded", maps.get(1)));
              double[][][] attended =
                  switch (order) {
                    case CHANNEL_SPATIAL -> {
                      double[][][] channel = product(conv, channelWeights(plain, conv));
                      yield product(channel, spatialWeights(plain, channel));
                    }
                    case SPATIAL_CHANNEL -> {
                      double[][][] spatial = product(conv, spatialWeights(plain, conv));
                      yield product(spatial, channelWeights(plain, spatial));
                    }
                    case PARALLEL ->
                        product(
                            conv,
                            product(channelWeights(plain, conv), spatialWeights(plain, conv)));
                  };
              return sum(attended, maps.get(0));
            });
  }

  /** {@code sigmoid(MLP(AvgPool(F)) + MLP(MaxPool(F)))}. */
  private static double[][][] channelWeights(PlainLayers plain, double[][][] maps) {
    return sigmoid(
        sum(spread(mlp(plain, means(maps)), maps), spread(mlp(plain, maxima(maps)), maps)));
  }

  private static double[] mlp(PlainLayers plain, double[] pooled) {
    return plain.linear("rdam.channel.excite", relu(plain.linear("rdam.channel.reduce", pooled)));
  }

  /** {@code sigmoid(Conv([AvgPool(F); MaxPool(F)]))}. */
  private static double[][][] spatialWeights(PlainLayers plain, double[][][] maps) {
    double[][][] pools = {meanMap(maps), maxMap(maps)};
    return sigmoid(spread(plain.convolution("rdam.spatial.conv", pools)[0], maps));
  }

  @Test
  void refusesFormsThatDoNotExist() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ChannelAttention("c", 0))
        .withMessage("reduction must be a whole number of at least 1, found 0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new SpatialAttention("s", 4))
        .withMessage("kernel must be odd and positive, found 4");
  }
}
