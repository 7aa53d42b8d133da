package dev.facet.trainer.kernel;

import java.util.Arrays;

/**
 * The extents over which a gate works: groups of channels of positions, {@code [groups, channels,
 * plane]}. In maps {@code [N, C, H, W]} a group is an image; in the maps of K branches {@code [N,
 * K, C, P]} it is one branch of one image.
 *
 * @param groups at least 1
 * @param channels C, at least 1
 * @param plane positions, at least 1
 */
record GateShape(int groups, int channels, int plane) {
  /** Of the maps {@code [N, C, H, W]} of whole images. */
  static GateShape ofImages(long[] shape) {
    requireFour(shape);
    return new GateShape(
        Math.toIntExact(shape[0]), Math.toIntExact(shape[1]), Math.toIntExact(shape[2] * shape[3]));
  }

  /** Of the maps {@code [N, K, C, P]} of branches. */
  static GateShape ofBranches(long[] shape) {
    requireFour(shape);
    return new GateShape(
        Math.toIntExact(shape[0] * shape[1]), Math.toIntExact(shape[2]), Math.toIntExact(shape[3]));
  }

  private static void requireFour(long[] shape) {
    if (shape.length != 4) {
      throw new IllegalArgumentException(
          "a gate works on maps of four extents, found " + Arrays.toString(shape));
    }
  }

  /** Index of the first position of a group's channel. */
  long start(int group, int channel) {
    return ((long) group * channels + channel) * plane;
  }
}
