package dev.facet.trainer.data;

/**
 * Resizes as Pillow's {@code BILINEAR} with a box does: a separable triangle filter that widens
 * when it shrinks (so nothing aliases), weights normalised in double precision; rows are mixed
 * first, then columns, in single precision, rounded once at the end, half up. (Pillow rounds
 * between the two passes as well, so it may differ by 1.) The serving side follows the same text,
 * so that a face looks the same to the network there as it did in training.
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
        width, height, horizontal(vertical(source, rows), source.width(), columns, height));
  }

  /** Resizes every column: {@code [rows, source width, 3]}. */
  private static float[] vertical(RgbImage source, Axis rows) {
    byte[] rgb = source.rgb();
    int stride = source.width() * RgbImage.CHANNELS;
    float[] out = new float[rows.size() * stride];
    for (int y = 0; y < rows.size(); y++) {
      int from = rows.first(y) * stride;
      for (float weight : rows.weights(y)) {
        for (int i = 0; i < stride; i++) {
          out[y * stride + i] += weight * (rgb[from + i] & 0xff);
        }
        from += stride;
      }
    }
    return out;
  }

  /** Resizes every row of {@code [height, source width, 3]} and rounds. */
  private static byte[] horizontal(float[] values, int sourceWidth, Axis columns, int height) {
    byte[] out = new byte[height * columns.size() * RgbImage.CHANNELS];
    int to = 0;
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < columns.size(); x++) {
        int from = (y * sourceWidth + columns.first(x)) * RgbImage.CHANNELS;
        float red = 0;
        float green = 0;
        float blue = 0;
        for (float weight : columns.weights(x)) {
          red += weight * values[from];
          green += weight * values[from + 1];
          blue += weight * values[from + 2];
          from += RgbImage.CHANNELS;
        }
        out[to++] = rounded(red);
        out[to++] = rounded(green);
        out[to++] = rounded(blue);
      }
    }
    return out;
  }

  /** Half up; a weighted mean of bytes cannot leave their range by as much as a half. */
  private static byte rounded(float mean) {
    return (byte) (int) (mean + 0.5f);
  }

  /** For each position of one axis of the result, the sources that it sees and their weights. */
  private static final class Axis {
    private final int[] firsts;
    private final float[][] tables;

    private Axis(int[] firsts, float[][] tables) {
      this.firsts = firsts;
      this.tables = tables;
    }

    static Axis of(int sourceSize, double start, double length, int size) {
      double scale = length / size;
      double support = Math.max(1, scale);
      int[] firsts = new int[size];
      float[][] tables = new float[size][];
      for (int i = 0; i < size; i++) {
        double centre = start + (i + 0.5) * scale;
        int first = Math.max(0, (int) (centre - support + 0.5));
        int end = Math.min(sourceSize, (int) (centre + support + 0.5));
        firsts[i] = first;
        tables[i] = triangle(first, end, centre, support);
      }
      return new Axis(firsts, tables);
    }

    private static float[] triangle(int first, int end, double centre, double support) {
      double[] heights = new double[end - first];
      double sum = 0;
      for (int j = 0; j < heights.length; j++) {
        heights[j] = Math.max(0, 1 - Math.abs(first + j + 0.5 - centre) / support);
        sum += heights[j];
      }
      float[] weights = new float[heights.length];
      for (int j = 0; j < heights.length; j++) {
        weights[j] = (float) (heights[j] / sum);
      }
      return weights;
    }

    int size() {
      return firsts.length;
    }

    int first(int i) {
      return firsts[i];
    }

    float[] weights(int i) {
      return tables[i];
    }
  }
}
