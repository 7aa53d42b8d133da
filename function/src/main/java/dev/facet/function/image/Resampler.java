package dev.facet.function.image;

/**
 * Scales part of a picture with a separable triangle filter: bilinear when it enlarges, and an
 * average over all covered pixels when it shrinks.
 *
 * <p>The arithmetic is that of Pillow's {@code Image.resize(size, BILINEAR, box)}, carried out in
 * double precision with one rounding (half up) at the end: horizontal pass first, support {@code
 * max(1, scale)} pixels to each side, weights normalised to 1. The trainer scales its images in the
 * same way; a network must see at serving time what it saw in training.
 */
final class Resampler {
  private Resampler() {}

  /**
   * Scales a box of the source to a new size.
   *
   * @param box within the source
   * @return the scaled pixels, {@code [height, width, 3]}
   */
  static Pixels resample(Pixels source, Box box, int width, int height) {
    Filter horizontal = Filter.of(source.width(), box.left(), box.width(), width);
    Filter vertical = Filter.of(source.height(), box.top(), box.height(), height);
    int top = vertical.first[0];
    int rows = vertical.first[height - 1] + vertical.weights[height - 1].length - top;
    double[] narrowed = new double[3 * rows * width];
    for (int y = 0, at = 0; y < rows; y++) {
      for (int x = 0; x < width; x++) {
        for (int c = 0; c < 3; c++) {
          double sum = 0;
          double[] weights = horizontal.weights[x];
          for (int k = 0; k < weights.length; k++) {
            sum += weights[k] * source.sample(horizontal.first[x] + k, top + y, c);
          }
          narrowed[at++] = sum;
        }
      }
    }
    byte[] scaled = new byte[3 * width * height];
    for (int y = 0, at = 0; y < height; y++) {
      for (int column = 0; column < 3 * width; column++) {
        double sum = 0;
        double[] weights = vertical.weights[y];
        for (int k = 0; k < weights.length; k++) {
          sum += weights[k] * narrowed[(vertical.first[y] - top + k) * 3 * width + column];
        }
        scaled[at++] = (byte) Math.clamp((long) Math.floor(sum + 0.5), 0, 255);
      }
    }
    return new Pixels(width, height, scaled);
  }

  /** For every target pixel of one axis, the first source pixel it reads and the weights. */
  private static final class Filter {
    private final int[] first;
    private final double[][] weights;

    private Filter(int[] first, double[][] weights) {
      this.first = first;
      this.weights = weights;
    }

    static Filter of(int sourceSize, double start, double length, int targetSize) {
      int[] first = new int[targetSize];
      double[][] weights = new double[targetSize][];
      double scale = length / targetSize;
      double support = Math.max(1, scale);
      for (int i = 0; i < targetSize; i++) {
        double centre = start + (i + 0.5) * scale;
        first[i] = Math.max(0, (int) (centre - support + 0.5));
        int end = Math.min(sourceSize, (int) (centre + support + 0.5));
        weights[i] = new double[end - first[i]];
        double sum = 0;
        for (int k = 0; k < weights[i].length; k++) {
          double distance = Math.abs(first[i] + k + 0.5 - centre) / support;
          weights[i][k] = Math.max(0, 1 - distance);
          sum += weights[i][k];
        }
        for (int k = 0; k < weights[i].length; k++) {
          weights[i][k] /= sum;
        }
      }
      return new Filter(first, weights);
    }
  }
}
