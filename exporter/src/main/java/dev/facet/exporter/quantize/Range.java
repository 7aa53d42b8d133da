package dev.facet.exporter.quantize;

import dev.facet.trainer.rule.Rules;

/**
 * The numbers that uint8 can say: {@code scale * (q - zeroPoint)} for q in 0..255. Zero is always
 * one of them, since padding and rectifiers make it exactly.
 *
 * @param scale above 0
 * @param zeroPoint 0..255
 */
public record Range(float scale, int zeroPoint) {
  private static final int LEVELS = 255;

  /**
   * Checks.
   *
   * @throws IllegalArgumentException if a number breaks its rule
   */
  public Range {
    Rules.positive("scale", scale);
    if (zeroPoint < 0 || zeroPoint > LEVELS) {
      throw new IllegalArgumentException("the zero point must be in 0..255, found " + zeroPoint);
    }
  }

  /** The range that holds all these numbers, and zero. */
  static Range of(float[] numbers) {
    double low = 0;
    double high = 0;
    for (float number : numbers) {
      low = Math.min(low, number);
      high = Math.max(high, number);
    }
    return of(low, high);
  }

  /** The range that holds all numbers from low to high, and zero. */
  public static Range of(double low, double high) {
    double from = Math.min(low, 0);
    double until = Math.max(high, 0);
    if (until == from) {
      return new Range(1, 0);
    }
    // Below the least normal float, a step could round to none.
    double scale = Math.max((until - from) / LEVELS, Float.MIN_NORMAL);
    int zeroPoint = Math.toIntExact(Math.round(-from / scale));
    return new Range((float) scale, Math.clamp(zeroPoint, 0, LEVELS));
  }

  /** The level that says a number best, 0..255. */
  int quantize(float number) {
    return (int) Math.clamp(Math.rint(number / scale) + zeroPoint, 0.0, LEVELS);
  }
}
