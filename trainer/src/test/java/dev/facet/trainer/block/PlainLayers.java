package dev.facet.trainer.block;

import java.util.Arrays;
import java.util.Map;
import java.util.function.DoubleBinaryOperator;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Layers as their formulas say, number by number and for one face, for the papers' formulas in
 * tests. Maps are {@code [C][H][W]}, weights are looked up by the names that they have in a graph.
 *
 * @param arrays parameters and running moments by name
 * @param part which of the parallel branches these layers belong to, from 0
 * @param parts how many branches share each array, one after another
 */
public record PlainLayers(Map<String, INDArray> arrays, int part, int parts) {
  private static final double EPSILON = 1e-5;

  /** A convolution without bias with stride 1, padded with zeros by half of its kernel. */
  double[][][] convolution(String name, double[][][] maps) {
    INDArray weight = arrays.get(name + ".weight");
    int outputs = (int) weight.size(0) / parts;
    int kernel = (int) weight.size(2);
    double[][][] result = new double[outputs][maps[0].length][maps[0][0].length];
    for (int o = 0; o < outputs; o++) {
      for (int y = 0; y < result[o].length; y++) {
        for (int x = 0; x < result[o][y].length; x++) {
          for (int c = 0; c < maps.length; c++) {
            for (int i = 0; i < kernel; i++) {
              for (int j = 0; j < kernel; j++) {
                result[o][y][x] +=
                    weight.getDouble(part * outputs + o, c, i, j)
                        * at(maps[c], y + i - kernel / 2, x + j - kernel / 2);
              }
            }
          }
        }
      }
    }
    return result;
  }

  private static double at(double[][] map, int y, int x) {
    return y < 0 || y >= map.length || x < 0 || x >= map[y].length ? 0 : map[y][x];
  }

  /** What a convolution's bias adds. */
  double[][][] bias(String name, double[][][] maps) {
    INDArray bias = arrays.get(name).ravel();
    return channels(maps, (c, value) -> value + bias.getDouble(part * maps.length + (int) c));
  }

  /** Batch normalisation by running moments. */
  double[][][] norm(String name, double[][][] maps) {
    INDArray scale = arrays.get(name + ".scale");
    INDArray shift = arrays.get(name + ".shift");
    INDArray mean = arrays.get(name + ".mean");
    INDArray variance = arrays.get(name + ".variance");
    return channels(
        maps,
        (c, value) ->
            scale.getDouble((int) c)
                    * (value - mean.getDouble((int) c))
                    / Math.sqrt(variance.getDouble((int) c) + EPSILON)
                + shift.getDouble((int) c));
  }

  private static double[][][] channels(double[][][] maps, DoubleBinaryOperator function) {
    return IntStream.range(0, maps.length)
        .mapToObj(c -> both(maps[c], maps[c], (a, b) -> function.applyAsDouble(c, a)))
        .toArray(double[][][]::new);
  }

  /** A linear map with bias. */
  double[] linear(String name, double[] numbers) {
    INDArray weight = arrays.get(name + ".weight");
    INDArray bias = arrays.get(name + ".bias").ravel();
    double[] result = new double[(int) weight.size(0) / parts];
    for (int o = 0; o < result.length; o++) {
      int row = part * result.length + o;
      result[o] = bias.getDouble(row);
      for (int i = 0; i < numbers.length; i++) {
        result[o] += weight.getDouble(row, i) * numbers[i];
      }
    }
    return result;
  }

  /** The mean of each map over its positions. */
  static double[] means(double[][][] maps) {
    return Arrays.stream(maps).mapToDouble(map -> flat(map).average().orElseThrow()).toArray();
  }

  /** The maximum of each map over its positions. */
  static double[] maxima(double[][][] maps) {
    return Arrays.stream(maps).mapToDouble(map -> flat(map).max().orElseThrow()).toArray();
  }

  private static DoubleStream flat(double[][] map) {
    return Arrays.stream(map).flatMapToDouble(Arrays::stream);
  }

  /** The mean over channels at each position. */
  static double[][] meanMap(double[][][] maps) {
    double[][] sum = Arrays.stream(maps).reduce((a, b) -> both(a, b, Double::sum)).orElseThrow();
    return both(sum, sum, (a, b) -> a / maps.length);
  }

  /** The maximum over channels at each position. */
  static double[][] maxMap(double[][][] maps) {
    return Arrays.stream(maps).reduce((a, b) -> both(a, b, Math::max)).orElseThrow();
  }

  /** A number for each channel at every position of maps like those given. */
  static double[][][] spread(double[] numbers, double[][][] like) {
    return channels(like, (c, value) -> numbers[(int) c]);
  }

  /** One map for every channel of maps like those given. */
  static double[][][] spread(double[][] map, double[][][] like) {
    return Arrays.stream(like).map(each -> map).toArray(double[][][]::new);
  }

  /** The sum of two maps, number by number. */
  static double[][][] sum(double[][][] a, double[][][] b) {
    return both(a, b, Double::sum);
  }

  /** The product of two maps, number by number. */
  static double[][][] product(double[][][] a, double[][][] b) {
    return both(a, b, (x, y) -> x * y);
  }

  /** {@code 1 - x} for each number. */
  static double[][][] complement(double[][][] a) {
    return both(a, a, (x, same) -> 1 - x);
  }

  /** {@code max(x, 0)} for each number. */
  static double[][][] relu(double[][][] a) {
    return both(a, a, (x, same) -> Math.max(x, 0));
  }

  /** {@code max(x, 0)} for each number. */
  static double[] relu(double[] a) {
    return Arrays.stream(a).map(x -> Math.max(x, 0)).toArray();
  }

  /** {@code 1 / (1 + exp(-x))} for each number. */
  static double[][][] sigmoid(double[][][] a) {
    return both(a, a, (x, same) -> 1 / (1 + Math.exp(-x)));
  }

  private static double[][][] both(double[][][] a, double[][][] b, DoubleBinaryOperator function) {
    return IntStream.range(0, a.length)
        .mapToObj(c -> both(a[c], b[c], function))
        .toArray(double[][][]::new);
  }

  private static double[][] both(double[][] a, double[][] b, DoubleBinaryOperator function) {
    double[][] result = new double[a.length][a[0].length];
    for (int y = 0; y < a.length; y++) {
      for (int x = 0; x < a[y].length; x++) {
        result[y][x] = function.applyAsDouble(a[y][x], b[y][x]);
      }
    }
    return result;
  }
}
