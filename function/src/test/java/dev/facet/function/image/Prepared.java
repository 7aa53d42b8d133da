package dev.facet.function.image;

import java.nio.ByteBuffer;

/** What the preparer made of a file: {@code [H, W, 3]}. */
record Prepared(ByteBuffer bytes, int width) {
  /** Prepares a file for an input of this size, with the limits of the default configuration. */
  static Prepared of(byte[] file, int height, int width) {
    return of(file, height, width, new PixelAllowance(25_000_000, 100_000_000));
  }

  static Prepared of(byte[] file, int height, int width, PixelAllowance allowance) {
    ByteBuffer bytes = ByteBuffer.allocateDirect(3 * height * width);
    new ImagePreparer(height, width).open(file, "The body", allowance).write(bytes);
    return new Prepared(bytes.flip(), width);
  }

  /** The colour of a pixel as {@code {red, green, blue}}. */
  int[] at(int x, int y) {
    int start = 3 * (y * width + x);
    return new int[] {
      bytes.get(start) & 0xFF, bytes.get(start + 1) & 0xFF, bytes.get(start + 2) & 0xFF
    };
  }
}
