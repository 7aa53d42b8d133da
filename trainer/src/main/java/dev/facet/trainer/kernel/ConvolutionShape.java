package dev.facet.trainer.kernel;

/**
 * The geometry of a square convolution.
 *
 * @param kernel rows and columns of the window
 * @param stride step of the window
 * @param padding zeros on each side
 * @param height rows of the input
 * @param width columns of the input
 * @param groups into how many parts the channels are divided: an output sees the inputs of its own
 *     part only
 */
public record ConvolutionShape(
    int kernel, int stride, int padding, int height, int width, int groups) {
  /** Of a convolution whose outputs see all inputs. */
  public ConvolutionShape(int kernel, int stride, int padding, int height, int width) {
    this(kernel, stride, padding, height, width, 1);
  }

  /**
   * Checks every field.
   *
   * @throws IllegalArgumentException if one breaks its rule or the window is larger than the input
   */
  public ConvolutionShape {
    if (kernel < 1 || stride < 1 || padding < 0) {
      throw new IllegalArgumentException(
          "kernel and stride must be positive and padding not negative, found %d, %d and %d"
              .formatted(kernel, stride, padding));
    }
    if (groups < 1) {
      throw new IllegalArgumentException("groups must be positive, found " + groups);
    }
    if (Math.min(height, width) + 2 * padding < kernel) {
      throw new IllegalArgumentException(
          "a window of %d is larger than maps of %dx%d padded by %d"
              .formatted(kernel, height, width, padding));
    }
  }

  /** Rows of the output. */
  public int outputHeight() {
    return (height + 2 * padding - kernel) / stride + 1;
  }

  /** Columns of the output. */
  public int outputWidth() {
    return (width + 2 * padding - kernel) / stride + 1;
  }

  /** The step as oneDNN wants it. */
  long[] strides() {
    return new long[] {stride, stride};
  }

  /** The zeros as oneDNN wants them. */
  long[] paddings() {
    return new long[] {padding, padding};
  }
}
