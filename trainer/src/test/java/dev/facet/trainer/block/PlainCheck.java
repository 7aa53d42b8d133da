package dev.facet.trainer.block;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.facet.trainer.graph.Features;
import dev.facet.trainer.graph.Layers;
import dev.facet.trainer.graph.Mode;
import dev.facet.trainer.plan.Plan;
import dev.facet.trainer.plan.PlanBuilder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.BiFunction;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Holds a block's inference form against its paper's formula: on random maps, with random
 * parameters and running moments, every number of two faces agrees to 1e-10.
 *
 * @param seed of all numbers, which a failure prints
 * @param inputs how many maps the block takes
 * @param channels C of each
 * @param height H
 * @param width W
 */
record PlainCheck(long seed, int inputs, int channels, int height, int width) {
  private static final int FACES = 2;

  /**
   * Compares.
   *
   * @param block adds the block to its maps
   * @param formula the same for the maps of one face
   */
  void compare(
      BiFunction<Layers, List<Features>, Features> block,
      BiFunction<PlainLayers, List<double[][][]>, double[][][]> formula) {
    SplittableRandom random = new SplittableRandom(seed);
    Layers layers = new Layers(Mode.INFERENCE, DataType.DOUBLE);
    Map<String, INDArray> arrays = new LinkedHashMap<>();
    List<Features> maps = new ArrayList<>();
    for (int i = 0; i < inputs; i++) {
      arrays.put("input" + i, normal(random, FACES, channels, height, width));
      maps.add(
          new Features(
              layers.placeholder("input" + i, channels, height, width), channels, height, width));
    }
    String output = block.apply(layers, maps).variable().name();
    layers.parameters().forEach((name, each) -> arrays.put(name, normal(random, each.extents())));
    layers
        .statistics()
        .forEach(
            each -> {
              arrays.put(each.mean(), normal(random, each.channels()));
              INDArray spread = normal(random, each.channels());
              arrays.put(each.variance(), spread.mul(spread).add(0.5));
            });
    PlanBuilder builder = new PlanBuilder(layers.graph()).output(output);
    arrays.forEach(builder::bind);
    try (Plan plan = builder.build()) {
      plan.run();
      compare(plan.output(output), new PlainLayers(arrays, 0, 1), formula);
    }
  }

  private void compare(
      INDArray found,
      PlainLayers plain,
      BiFunction<PlainLayers, List<double[][][]>, double[][][]> formula) {
    for (int face = 0; face < FACES; face++) {
      List<double[][][]> maps = new ArrayList<>();
      for (int i = 0; i < inputs; i++) {
        maps.add(maps(plain.arrays().get("input" + i), face));
      }
      double[][][] expected = formula.apply(plain, maps);
      assertThat(found.shape())
          .containsExactly(FACES, expected.length, expected[0].length, expected[0][0].length);
      double[][][] own = maps(found, face);
      for (int c = 0; c < own.length; c++) {
        for (int y = 0; y < own[c].length; y++) {
          assertThat(own[c][y])
              .as("face %d, channel %d, row %d (seed %d)", face, c, y, seed)
              .containsExactly(expected[c][y], within(1e-10));
        }
      }
    }
  }

  private static double[][][] maps(INDArray faces, int face) {
    double[][][] maps = new double[(int) faces.size(1)][(int) faces.size(2)][(int) faces.size(3)];
    for (int c = 0; c < maps.length; c++) {
      for (int y = 0; y < maps[c].length; y++) {
        for (int x = 0; x < maps[c][y].length; x++) {
          maps[c][y][x] = faces.getDouble(face, c, y, x);
        }
      }
    }
    return maps;
  }

  private static INDArray normal(SplittableRandom random, long... shape) {
    double[] values = new double[Math.toIntExact(Arrays.stream(shape).reduce(1, (a, b) -> a * b))];
    for (int i = 0; i < values.length; i++) {
      values[i] = 0.7 * random.nextGaussian();
    }
    return Nd4j.create(values, shape, DataType.DOUBLE);
  }
}
