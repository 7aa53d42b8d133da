package dev.facet.function.explanation;

import static java.util.Objects.requireNonNull;

import java.nio.FloatBuffer;

/**
 * How much each part of a picture matters.
 *
 * @param height rows of parts
 * @param width parts of a row
 * @param values {@code [height, width]}, row by row from position 0
 */
public record Mask(int height, int width, FloatBuffer values) {
  /** Checks that the values fill the shape. */
  public Mask {
    requireNonNull(values, "values is null");
    if (height < 1 || width < 1 || values.limit() != height * width) {
      throw new IllegalArgumentException(
          "a mask must fill its shape, found %d values for %d x %d"
              .formatted(values.limit(), height, width));
    }
  }

  /** The value of a part. */
  public float at(int y, int x) {
    return values.get(y * width + x);
  }

  /**
   * The value between parts, bilinearly: parts are known at their centres, and beyond the outermost
   * centres nothing changes.
   *
   * @param y 0 at the top edge, 1 at the bottom edge
   * @param x 0 at the left edge, 1 at the right edge
   */
  double between(double y, double x) {
    double row = Math.clamp(y * height - 0.5, 0, height - 1.0);
    double column = Math.clamp(x * width - 0.5, 0, width - 1.0);
    int top = (int) row;
    int left = (int) column;
    int bottom = Math.min(top + 1, height - 1);
    int right = Math.min(left + 1, width - 1);
    double above = mix(at(top, left), at(top, right), column - left);
    double below = mix(at(bottom, left), at(bottom, right), column - left);
    return mix(above, below, row - top);
  }

  private static double mix(double first, double second, double share) {
    return first + (second - first) * share;
  }
}
