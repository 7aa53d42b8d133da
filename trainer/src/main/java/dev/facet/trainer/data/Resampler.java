package dev.facet.trainer.data;

import java.util.Arrays;

/**
 * Resizes as Pillow's {@code BILINEAR} with a box does: a separable triangle filter that widens
 * when it shrinks (so nothing aliases), weights normalised, all in double precision, columns first,
 * and rounded once at the end, half up. (Pillow rounds between the two passes as well, so it may
 * differ by 1.) The serving side follows the same text, so that a face looks the same to the
 * network there as it did in training.
 */
public final class Resampler {
  private Resampler() {}

  /**
   * Fills the size with the largest centred box of the source that has its aspect ratio. The box
   * has real-valued corners; the filter's foot may reach beyond it into the source. A source of
   * exactly that size is returned as it is.
   *
   * @throws IllegalArgumentException if a side is not positive
   */
  public static RgbImage cover(RgbImage source, int width, int height) {
    if (width <= 0 || height <= 0) {
      throw new IllegalArgumentException(
          "width and height must be positive, found %dx%d".formatted(width, height));
    }
    if (source.width() == width && source.height() == height) {
      return source;
    }
    boolean wide = (long) source.width() * height > (long) source.height() * width;
    double boxWidth = wide ? source.height() * (double) width / height : source.width();
    double boxHeight = wide ? source.height() : source.width() * (double) height / width;
    Axis columns = Axis.of(source.width(), (source.width() - boxWidth) / 2, boxWidth, width);
    Axis rows = Axis.of(source.height(), (source.height() - boxHeight) / 2, boxHeight, height);
    return new RgbImage(
        width, height, vertical(horizontal(source, columns), width * RgbImage.CHANNELS, rows));
  }

  /** Resizes every row: {@code [source height, columns, 3]}. */
  private static double[] horizontal(RgbImage source, Axis columns) {
    byte[] rgb = source.rgb();
    int stride = source.width() * RgbImage.CHANNELS;
    double[] out = new double[source.height() * columns.size() * RgbImage.CHANNELS];
    int to = 0;
    for (int y = 0; y < source.height(); y++) {
      for (int x = 0; x < columns.size(); x++) {
        double[] weights = columns.weights(x);
        int from = y * stride + columns.first(x) * RgbImage.CHANNELS;
        double red = 0;
        double green = 0;
        double blue = 0;
        for (double weight : weights) {
          red += weight * (rgb[from] & 0xff);
          green += weight * (rgb[from + 1] & 0xff);
          blue += weight * (rgb[from + 2] & 0xff);
          from += RgbImage.CHANNELS;
        }
        out[to++] = red;
        out[to++] = green;
        out[to++] = blue;
      }
    }
    return out;
  }

  /** Resizes every column of {@code [source height, stride]} and rounds. */
  private static byte[] vertical(double[] values, int stride, Axis rows) {
    byte[] out = new byte[rows.size() * stride];
    double[] sums = new double[stride];
    for (int y = 0; y < rows.size(); y++) {
      Arrays.fill(sums, 0);
      int from = rows.first(y) * stride;
      for (double weight : rows.weights(y)) {
        for (int i = 0; i < stride; i++) {
          sums[i] += weight * values[from + i];
        }
        from += stride;
      }
      for (int i = 0; i < stride; i++) {
        out[y * stride + i] = (byte) Math.clamp((long) Math.floor(sums[i] + 0.5), 0, 255);
      }
    }
    return out;
  }

  /** For each position of one axis of the result, the sources that it sees and their weights. */
  private static final class Axis {
    private final int[] firsts;
    private final double[][] tables;

    private Axis(int[] firsts, double[][] tables) {
      this.firsts = firsts;
      this.tables = tables;
    }

    static Axis of(int sourceSize, double start, double length, int size) {
      double scale = length / size;
      double support = Math.max(1, scale);
      int[] firsts = new int[size];
      double[][] tables = new double[size][];
      for (int i = 0; i < size; i++) {
        double centre = start + (i + 0.5) * scale;
        int first = Math.max(0, (int) (centre - support + 0.5));
        int end = Math.min(sourceSize, (int) (centre + support + 0.5));
        firsts[i] = first;
        tables[i] = triangle(first, end, centre, support);
      }
      return new Axis(firsts, tables);
    }

    private static double[] triangle(int first, int end, double centre, double support) {
      double[] weights = new double[end - first];
      double sum = 0;
      for (int j = 0; j < weights.length; j++) {
        weights[j] = Math.max(0, 1 - Math.abs(first + j + 0.5 - centre) / support);
        sum += weights[j];
      }
      for (int j = 0; j < weights.length; j++) {
        weights[j] /= sum;
      }
      return weights;
    }

    int size() {
      return firsts.length;
    }

    int first(int i) {
      return firsts[i];
    }

    double[] weights(int i) {
      return tables[i];
    }
  }
}
