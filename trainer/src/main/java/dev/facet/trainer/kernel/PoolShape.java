package dev.facet.trainer.kernel;

/**
 * The geometry of pooling: square windows with stride 2.
 *
 * @param kind what is taken from a window
 * @param kernel rows and columns of a window
 * @param padding rows and columns outside the maps at their top and left
 * @param outputHeight rows of the output
 * @param outputWidth columns of the output
 */
public record PoolShape(Kind kind, int kernel, int padding, int outputHeight, int outputWidth) {
  private static final int STRIDE = 2;

  /** What is taken from a window; what lies outside the maps does not count. */
  public enum Kind {
    /** The largest value; where several are, the gradient goes to one of them. */
    MAXIMUM,
    /** The mean. */
    MEAN
  }

  /**
   * Maxima of windows that lie inside the padded maps.
   *
   * @param padding on each side
   */
  public static PoolShape maximum(int kernel, int padding, int height, int width) {
    return new PoolShape(
        Kind.MAXIMUM,
        kernel,
        padding,
        (height + 2 * padding - kernel) / STRIDE + 1,
        (width + 2 * padding - kernel) / STRIDE + 1);
  }

  /** Means of windows that cover everything; the last ones are cut at the edge. */
  public static PoolShape mean(int kernel, int height, int width) {
    return new PoolShape(
        Kind.MEAN, kernel, 0, (height + STRIDE - 1) / STRIDE, (width + STRIDE - 1) / STRIDE);
  }

  long[] strides() {
    return new long[] {STRIDE, STRIDE};
  }

  long[] kernels() {
    return new long[] {kernel, kernel};
  }

  long[] before() {
    return new long[] {padding, padding};
  }

  /** What the last windows need beyond the bottom and the right of maps {@code [N, C, H, W]}. */
  long[] after(long[] maps) {
    return new long[] {after(outputHeight, maps[2]), after(outputWidth, maps[3])};
  }

  private long after(long outputs, long size) {
    return Math.max(0, STRIDE * (outputs - 1) + kernel - padding - size);
  }

  long[] outputShape(long[] maps) {
    return new long[] {maps[0], maps[1], outputHeight, outputWidth};
  }
}
