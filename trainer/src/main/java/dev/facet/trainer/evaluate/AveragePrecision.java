package dev.facet.trainer.evaluate;

import java.util.Arrays;
import java.util.OptionalDouble;

/** How well probabilities rank the faces that show an attribute before those that do not. */
final class AveragePrecision {
  private AveragePrecision() {}

  /**
   * The sum of {@code (R[n] - R[n-1]) P[n]} over the distinct probabilities from high to low, with
   * recall R and precision P of all faces from there up. Equal probabilities are one step, so that
   * the result does not hang on the order of the faces.
   *
   * @param probabilities in 0..1
   * @return in 0..1, absent if no label is true
   */
  static OptionalDouble of(float[] probabilities, boolean[] labels) {
    // Floats from 0 up order like their bits: sort (probability, label) pairs as plain numbers.
    long[] pairs = new long[probabilities.length];
    int positives = 0;
    for (int i = 0; i < pairs.length; i++) {
      // Adding 0 turns -0 into 0, whose bits are those of the largest negative number otherwise.
      pairs[i] = (long) Float.floatToIntBits(probabilities[i] + 0f) << 1 | (labels[i] ? 1 : 0);
      positives += labels[i] ? 1 : 0;
    }
    if (positives == 0) {
      return OptionalDouble.empty();
    }
    Arrays.sort(pairs);
    double sum = 0;
    int found = 0;
    int foundBefore = 0;
    for (int i = pairs.length - 1; i >= 0; i--) {
      found += (int) (pairs[i] & 1);
      boolean stepEnds = i == 0 || pairs[i - 1] >> 1 != pairs[i] >> 1;
      if (stepEnds) {
        sum += (double) (found - foundBefore) * found / (pairs.length - i);
        foundBefore = found;
      }
    }
    return OptionalDouble.of(sum / positives);
  }
}
