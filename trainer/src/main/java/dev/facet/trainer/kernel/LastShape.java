package dev.facet.trainer.kernel;

import java.util.Arrays;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/**
 * The extents of maps that have their channels last: for each image its positions, row by row, and
 * for each position the run of its channels.
 *
 * @param batch N, at least 1
 * @param height H, at least 1
 * @param width W, at least 1
 * @param channels C, at least 1
 */
record LastShape(int batch, int height, int width, int channels) {
  /** Of maps {@code [N, C, H, W]}. */
  static LastShape of(long[] shape) {
    if (shape.length != 4) {
      throw new IllegalArgumentException(
          "maps have four extents, [N, C, H, W], found " + Arrays.toString(shape));
    }
    return new LastShape(
        Math.toIntExact(shape[0]),
        Math.toIntExact(shape[2]),
        Math.toIntExact(shape[3]),
        Math.toIntExact(shape[1]));
  }

  /** H * W. */
  int plane() {
    return height * width;
  }

  /** Index of the first channel of a position of an image. */
  long start(long image, int position) {
    return (image * plane() + position) * channels;
  }

  /** Does something for every image, images spread over the cores. */
  void eachImage(IntConsumer action) {
    IntStream.range(0, batch).parallel().forEach(action);
  }
}
