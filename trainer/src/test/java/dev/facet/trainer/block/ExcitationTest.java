package dev.facet.trainer.block;

import static dev.facet.trainer.block.PlainLayers.meanMap;
import static dev.facet.trainer.block.PlainLayers.product;
import static dev.facet.trainer.block.PlainLayers.relu;
import static dev.facet.trainer.block.PlainLayers.sigmoid;
import static dev.facet.trainer.block.PlainLayers.spread;

import java.util.Arrays;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ExcitationTest implements BlockContract {
  private static final int BRANCHES = 3;

  /** C, of which a sixteenth is two hidden numbers. */
  private static final int CHANNELS = 32;

  @Override
  public Stream<Case> cases() {
    return Stream.of(
        new Case(
            "excitation (a), dense",
            2,
            BRANCHES * CHANNELS,
            4,
            3,
            (layers, x) ->
                new DenseExcitation("pse", BRANCHES).build(layers, x).excited().variable()),
        new Case(
            "excitation (b), convolutional",
            2,
            BRANCHES * CHANNELS,
            4,
            3,
            (layers, x) ->
                new ConvolutionalExcitation("pse", BRANCHES)
                    .build(layers, x)
                    .excited()
                    .variable()));
  }

  /** PSE, eq. 1 to 3 with figure 4a. */
  @Test
  void formAConnectsAllPositionsOfABranch() {
    requireFormula(
        new DenseExcitation("pse", BRANCHES),
        (plain, squeezed) -> {
          double[] positions = Arrays.stream(squeezed).flatMapToDouble(Arrays::stream).toArray();
          double[] inner = relu(plain.linear("pse.squeeze", positions));
          double[] logits = plain.linear("pse.excite", inner);
          double[][] rows = new double[squeezed.length][];
          for (int y = 0; y < rows.length; y++) {
            int width = squeezed[y].length;
            rows[y] = Arrays.copyOfRange(logits, y * width, (y + 1) * width);
          }
          return rows;
        });
  }

  /** PSE, eq. 1 to 3 with figure 4b. */
  @Test
  void formBConvolvesTheSqueezedMapOfABranch() {
    requireFormula(
        new ConvolutionalExcitation("pse", BRANCHES),
        (plain, squeezed) -> {
          double[][][] inner = plain.convolution("pse.squeeze", new double[][][] {squeezed});
          inner = relu(plain.bias("pse.squeeze.bias", inner));
          return plain.bias("pse.excite.bias", plain.convolution("pse.excite", inner))[0];
        });
  }

  private static void requireFormula(
      Excitation excitation, BiFunction<PlainLayers, double[][], double[][]> logits) {
    new PlainCheck(55, 1, BRANCHES * CHANNELS, 4, 3)
        .compare(
            (layers, maps) -> excitation.build(layers, maps.getFirst()).excited(),
            (plain, maps) ->
                IntStream.range(0, BRANCHES)
                    .mapToObj(
                        k -> {
                          PlainLayers own = new PlainLayers(plain.arrays(), k, BRANCHES);
                          double[][][] branch =
                              Arrays.copyOfRange(maps.getFirst(), k * CHANNELS, (k + 1) * CHANNELS);
                          double[][] mask = logits.apply(own, meanMap(branch));
                          return product(branch, sigmoid(spread(mask, branch)));
                        })
                    .flatMap(Stream::of)
                    .toArray(double[][][]::new));
  }
}
