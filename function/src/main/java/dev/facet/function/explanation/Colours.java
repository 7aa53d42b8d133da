package dev.facet.function.explanation;

/**
 * The colour map viridis by Smith and van der Walt, in nine steps with straight lines between:
 * equal steps of the number look equally large, also in grey and to people who confuse red and
 * green.
 */
final class Colours {
  private static final int[] STEPS = {
    0x440154, 0x472D7B, 0x3B528B, 0x2C728E, 0x21918C, 0x28AE80, 0x5EC962, 0xADDC30, 0xFDE725
  };

  private Colours() {}

  /**
   * A channel of the colour of a number.
   *
   * @param fraction 0 (dark violet) to 1 (yellow)
   * @param shift 16 for red, 8 for green, 0 for blue
   * @return 0 to 255
   */
  static double channel(double fraction, int shift) {
    double place = Math.clamp(fraction, 0, 1) * (STEPS.length - 1);
    int step = Math.min((int) place, STEPS.length - 2);
    double first = STEPS[step] >> shift & 0xFF;
    double second = STEPS[step + 1] >> shift & 0xFF;
    return first + (second - first) * (place - step);
  }
}
