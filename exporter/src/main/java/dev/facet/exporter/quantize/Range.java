package dev.facet.exporter.quantize;

/**
 * The numbers that uint8 can say: {@code scale * (q - zeroPoint)} for q in 0..255. Zero is always
 * one of them, since padding and rectifiers make it exactly.
 *
 * @param scale above 0
 * @param zeroPoint 0..255
 */
public record Range(float scale, int zeroPoint) {
  private static final int LEVELS = 255;

  /** The range that holds all numbers from low to high, and zero. */
  public static Range of(double low, double high) {
    double from = Math.min(low, 0);
    double until = Math.max(high, 0);
    if (until == from) {
      return new Range(1, 0);
    }
    double scale = (until - from) / LEVELS;
    int zeroPoint = Math.toIntExact(Math.round(-from / scale));
    return new Range((float) scale, Math.clamp(zeroPoint, 0, LEVELS));
  }
}
