package dev.facet.trainer.block;

import static dev.facet.trainer.block.PlainLayers.means;
import static dev.facet.trainer.block.PlainLayers.product;
import static dev.facet.trainer.block.PlainLayers.relu;
import static dev.facet.trainer.block.PlainLayers.sigmoid;
import static dev.facet.trainer.block.PlainLayers.spread;
import static dev.facet.trainer.block.PlainLayers.sum;

import dev.facet.trainer.graph.Features;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SqueezeExcitationTest implements BlockContract {
  @Override
  public Stream<Case> cases() {
    return Stream.of(
        new Case(
            "squeeze and excitation",
            3,
            8,
            4,
            3,
            (layers, x) -> new SqueezeExcitation("se", 4).build(layers, x).variable()),
        new Case(
            "squeeze and excitation with residual",
            3,
            8,
            4,
            3,
            (layers, x) -> {
              Features residual = layers.convolution("residual", x, 8, 1, 1);
              return new SqueezeExcitation("se", 4).build(layers, x, residual).variable();
            }));
  }

  /** Hu et al. 2018, eq. 2 to 4. */
  @Test
  void channelsAreMultipliedByTheirWeights() {
    new PlainCheck(57, 1, 6, 4, 3)
        .compare(
            (layers, maps) -> new SqueezeExcitation("se", 3).build(layers, maps.getFirst()),
            (plain, maps) -> excited(plain, maps.getFirst()));
  }

  /** Hu et al. 2018, figure 3. */
  @Test
  void theResidualIsAddedToTheProductAndTheSumRectified() {
    new PlainCheck(58, 2, 6, 4, 3)
        .compare(
            (layers, maps) ->
                new SqueezeExcitation("se", 3).build(layers, maps.get(0), maps.get(1)),
            (plain, maps) -> relu(sum(excited(plain, maps.get(0)), maps.get(1))));
  }

  private static double[][][] excited(PlainLayers plain, double[][][] maps) {
    double[] inner = relu(plain.linear("se.reduce", means(maps)));
    return product(maps, sigmoid(spread(plain.linear("se.excite", inner), maps)));
  }
}
