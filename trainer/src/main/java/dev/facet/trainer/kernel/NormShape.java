package dev.facet.trainer.kernel;

import java.util.Arrays;

/**
 * The extents over which a batch normalisation works: {@code [N, C, H, W]} with the plane {@code H
 * * W} flattened, or {@code [N, C]} with planes of one.
 *
 * @param batch N, at least 1
 * @param channels C, at least 1
 * @param plane H * W, at least 1
 */
record NormShape(int batch, int channels, int plane) {
  static NormShape of(long[] shape) {
    if (shape.length < 2) {
      throw new IllegalArgumentException(
          "normalisation needs [N, C, ...], found " + Arrays.toString(shape));
    }
    long plane = 1;
    for (int i = 2; i < shape.length; i++) {
      plane *= shape[i];
    }
    return new NormShape(
        Math.toIntExact(shape[0]), Math.toIntExact(shape[1]), Math.toIntExact(plane));
  }

  /** How many values one channel has in the batch. */
  long population() {
    return (long) batch * plane;
  }

  /** Index of the first value of a channel's plane in one image. */
  long start(int image, int channel) {
    return ((long) image * channels + channel) * plane;
  }
}
