package dev.facet.function.image;

import java.util.Arrays;

/**
 * Scales part of a picture with a separable triangle filter: bilinear when it enlarges, and an
 * average over all covered pixels when it shrinks.
 *
 * <p>The filter is that of Pillow's {@code Image.resize(size, BILINEAR, box)}: support {@code
 * max(1, scale)} pixels to each side, weights normalised to 1 in double precision. The rows are
 * mixed first, then the columns, in single precision with one rounding (half up) at the end. The
 * trainer scales its images by the same arithmetic; a network must see at serving time what it saw
 * in training.
 */
final class Resampler {
  private static final int CHANNELS = 3;

  private Resampler() {}

  /**
   * Scales a box of the source to a new size.
   *
   * @param box within the source
   * @return the scaled pixels, {@code [height, width, 3]}
   */
  static Pixels resample(Pixels source, Box box, int width, int height) {
    Filter columns = Filter.of(source.width(), box.left(), box.width(), width);
    Filter rows = Filter.of(source.height(), box.top(), box.height(), height);
    Rows wide = new Rows(source, rows.most());
    float[] mixed = new float[CHANNELS * source.width()];
    byte[] scaled = new byte[CHANNELS * width * height];
    for (int y = 0; y < height; y++) {
      Arrays.fill(mixed, 0);
      for (int k = 0; k < rows.weights[y].length; k++) {
        add(mixed, wide.row(rows.first[y] + k), rows.weights[y][k]);
      }
      narrow(mixed, columns, scaled, CHANNELS * width * y);
    }
    return new Pixels(width, height, scaled);
  }

  private static void add(float[] sums, float[] row, float weight) {
    for (int i = 0; i < sums.length; i++) {
      sums[i] += weight * row[i];
    }
  }

  private static void narrow(float[] row, Filter columns, byte[] scaled, int start) {
    int at = start;
    for (int x = 0; x < columns.first.length; x++) {
      int from = CHANNELS * columns.first[x];
      float red = 0;
      float green = 0;
      float blue = 0;
      for (float weight : columns.weights[x]) {
        red += weight * row[from];
        green += weight * row[from + 1];
        blue += weight * row[from + 2];
        from += CHANNELS;
      }
      scaled[at++] = rounded(red);
      scaled[at++] = rounded(green);
      scaled[at++] = rounded(blue);
    }
  }

  /** Half up; a weighted mean of bytes cannot leave their range by as much as a half. */
  private static byte rounded(float mean) {
    return (byte) (int) (mean + 0.5f);
  }

  /** Rows of a picture as floats; the last few are kept, because neighbours read the same ones. */
  private static final class Rows {
    private final Pixels source;
    private final float[][] rows;
    private final int[] held;

    Rows(Pixels source, int kept) {
      this.source = source;
      this.rows = new float[kept][CHANNELS * source.width()];
      this.held = new int[kept];
      Arrays.fill(held, -1);
    }

    float[] row(int y) {
      int slot = y % rows.length;
      if (held[slot] != y) {
        source.widenRow(y, rows[slot]);
        held[slot] = y;
      }
      return rows[slot];
    }
  }

  /** For every target pixel of one axis, the first source pixel it reads and the weights. */
  private static final class Filter {
    private final int[] first;
    private final float[][] weights;

    private Filter(int[] first, float[][] weights) {
      this.first = first;
      this.weights = weights;
    }

    static Filter of(int sourceSize, double start, double length, int targetSize) {
      int[] first = new int[targetSize];
      float[][] weights = new float[targetSize][];
      double scale = length / targetSize;
      double support = Math.max(1, scale);
      for (int i = 0; i < targetSize; i++) {
        double centre = start + (i + 0.5) * scale;
        first[i] = Math.max(0, (int) (centre - support + 0.5));
        int end = Math.min(sourceSize, (int) (centre + support + 0.5));
        weights[i] = triangle(first[i], end, centre, support);
      }
      return new Filter(first, weights);
    }

    private static float[] triangle(int first, int end, double centre, double support) {
      double[] heights = new double[end - first];
      double sum = 0;
      for (int k = 0; k < heights.length; k++) {
        heights[k] = Math.max(0, 1 - Math.abs(first + k + 0.5 - centre) / support);
        sum += heights[k];
      }
      float[] weights = new float[heights.length];
      for (int k = 0; k < heights.length; k++) {
        weights[k] = (float) (heights[k] / sum);
      }
      return weights;
    }

    /** The most source pixels that one target pixel reads. */
    int most() {
      return Arrays.stream(weights).mapToInt(row -> row.length).max().orElse(1);
    }
  }
}
