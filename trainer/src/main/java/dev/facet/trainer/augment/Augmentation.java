package dev.facet.trainer.augment;

import dev.facet.trainer.rule.Rules;

/**
 * How training faces are varied. Each strength is the half-width of a uniform draw; 0 is off.
 *
 * <p>Places are varied first, see {@link Distortion}: rotation, shear and zoom about the crop's
 * centre, and an elastic shift. Then, on values in 0..1, in this order and with one clamp to 0..1
 * at the end:
 *
 * <ul>
 *   <li>brightness {@code x}: a shift b from ±x is added, {@code p + b};
 *   <li>contrast {@code x}: a factor c from 1±x blends with the mean grey m of the crop, taken
 *       before any distortion, {@code m + c (p - m)};
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
 * @param rotation degrees to either side, in 0..180
 * @param shear degrees to either side, in 0..60, of the rows or, for every other face, the columns
 * @param zoom share by which the face is enlarged or made smaller, in 0..1 without 1
 * @param elastic pixels by which the nodes of a grid move along each axis, 0 or more
 * @param mixup alpha of the blends of two faces and their labels (Zhang et al. 2018), 0 or more
 */
public record Augmentation(
    boolean flip,
    int padding,
    double brightness,
    double contrast,
    double saturation,
    double rotation,
    double shear,
    double zoom,
    double elastic,
    double mixup) {
  private static final double MOST_SHEAR = 60;

  /** Without distortions. */
  public Augmentation(
      boolean flip, int padding, double brightness, double contrast, double saturation) {
    this(flip, padding, brightness, contrast, saturation, 0, 0, 0, 0, 0);
  }

  /**
   * Checks every field.
   *
   * @throws IllegalArgumentException if one breaks its rule
   */
  public Augmentation {
    Rules.count("padding", padding);
    requireRange("brightness", brightness, 1);
    requireRange("contrast", contrast, 1);
    requireRange("saturation", saturation, 1);
    requireRange("rotation", rotation, 180);
    requireRange("shear", shear, MOST_SHEAR);
    Rules.share("zoom", zoom);
    Rules.notNegative("elastic", elastic);
    Rules.notNegative("mixup", mixup);
  }

  /** Nothing is varied but the place of the crop, and that only where faces are larger than it. */
  public static Augmentation none() {
    return new Augmentation(false, 0, 0, 0, 0);
  }

  /** The same with other distortions. */
  public Augmentation distorted(double rotation, double shear, double zoom, double elastic) {
    return new Augmentation(
        flip, padding, brightness, contrast, saturation, rotation, shear, zoom, elastic, mixup);
  }

  /** Whether places are varied by more than the crop and the mirror. */
  boolean distorts() {
    return rotation > 0 || shear > 0 || zoom > 0 || elastic > 0;
  }

  private static void requireRange(String name, double value, double most) {
    if (!(value >= 0 && value <= most)) {
      throw new IllegalArgumentException(
          "%s must be in 0..%.0f, found %s".formatted(name, most, value));
    }
  }
}
