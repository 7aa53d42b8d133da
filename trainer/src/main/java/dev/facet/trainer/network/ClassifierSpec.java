package dev.facet.trainer.network;

/**
 * The convolutions of one of BLAN's attribute classifiers (BLAN, table 2).
 *
 * @param kernel extent of the first convolution, odd
 * @param stride of the first convolution, at least 1
 * @param wide channels that the first convolution gives out
 * @param narrow channels that the second convolution, 1x1, gives out
 */
public record ClassifierSpec(int kernel, int stride, int wide, int narrow) {
  /**
   * Checks every field.
   *
   * @throws IllegalArgumentException if one breaks its rule
   */
  public ClassifierSpec {
    if (kernel < 1 || kernel % 2 == 0) {
      throw new IllegalArgumentException("kernel must be odd and positive, found " + kernel);
    }
    requirePositive("stride", stride);
    requirePositive("wide", wide);
    requirePositive("narrow", narrow);
  }

  private static void requirePositive(String name, int value) {
    if (value < 1) {
      throw new IllegalArgumentException(name + " must be positive, found " + value);
    }
  }
}
