package dev.facet.trainer.augment;

/**
 * How training faces are varied. Each strength is the half-width of a uniform draw; 0 is off.
 *
 * <p>On values in 0..1, in this order and with one clamp to 0..1 at the end:
 *
 * <ul>
 *   <li>brightness {@code x}: a shift b from ±x is added, {@code p + b};
 *   <li>contrast {@code x}: a factor c from 1±x blends with the mean grey m of the crop, {@code m +
 *       c (p - m)};
 *   <li>saturation {@code x}: a factor s from 1±x blends with the pixel's own grey g, {@code g + s
 *       (p - g)}.
 * </ul>
 *
 * Grey is {@code 0.299 red + 0.587 green + 0.114 blue}. Padding is the input's mean colour, which
 * normalisation turns to 0, and keeps out of the colour changes.
 *
 * @param flip whether half of the faces, drawn anew each epoch, are mirrored left to right
 * @param padding pixels added on every side before a random crop, 0 or more; without padding the
 *     crop still moves as far as the face is larger than it
 * @param brightness in 0..1
 * @param contrast in 0..1
 * @param saturation in 0..1
 */
public record Augmentation(
    boolean flip, int padding, double brightness, double contrast, double saturation) {
  /**
   * Checks every field.
   *
   * @throws IllegalArgumentException if one breaks its rule
   */
  public Augmentation {
    if (padding < 0) {
      throw new IllegalArgumentException("padding must not be negative, found " + padding);
    }
    requireStrength("brightness", brightness);
    requireStrength("contrast", contrast);
    requireStrength("saturation", saturation);
  }

  /** Nothing is varied but the place of the crop, and that only where faces are larger than it. */
  public static Augmentation none() {
    return new Augmentation(false, 0, 0, 0, 0);
  }

  private static void requireStrength(String name, double value) {
    if (!(value >= 0 && value <= 1)) {
      throw new IllegalArgumentException(name + " must be in 0..1, found " + value);
    }
  }
}
