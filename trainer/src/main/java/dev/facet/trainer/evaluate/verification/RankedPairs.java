package dev.facet.trainer.evaluate.verification;

import dev.facet.trainer.data.DataException;
import java.util.Arrays;

/** Pairs by falling similarity. */
final class RankedPairs {
  private final float[] similarities;
  private final boolean[] same;
  private final int[] folds;

  /**
   * Sorts.
   *
   * @throws DataException if a similarity is not finite or one of the two kinds is missing
   * @throws IllegalArgumentException if the lengths differ
   */
  RankedPairs(float[] similarities, boolean[] same, int[] folds) {
    int pairs = similarities.length;
    if (same.length != pairs || folds.length != pairs) {
      throw new IllegalArgumentException(
          "every pair needs a similarity, a kind and a fold, found %d, %d and %d"
              .formatted(pairs, same.length, folds.length));
    }
    this.similarities = new float[pairs];
    this.same = new boolean[pairs];
    this.folds = new int[pairs];
    long[] order = new long[pairs];
    for (int i = 0; i < pairs; i++) {
      order[i] = (long) rank(similarities[i], i) << Integer.SIZE | i;
    }
    Arrays.sort(order);
    for (int i = 0; i < pairs; i++) {
      int pair = (int) order[i];
      // Adding 0 turns -0 into 0, which is the same similarity.
      this.similarities[i] = similarities[pair] + 0f;
      this.same[i] = same[pair];
      this.folds[i] = folds[pair];
    }
    if (positives() == 0 || positives() == pairs) {
      throw new DataException(
          "Verification needs pairs of one person and pairs of two, found %d and %d: add the other"
                  .formatted(positives(), pairs - positives())
              + " kind.");
    }
  }

  /** A number that falls as the similarity rises. */
  private static int rank(float similarity, int pair) {
    if (!Float.isFinite(similarity)) {
      throw new DataException(
          "The similarity of pair %d is %s, which is not a number: the network's weights are"
                  .formatted(pair, similarity)
              + " unusable, so lower the learning rate and train again.");
    }
    int bits = Float.floatToIntBits(similarity + 0f);
    return ~(bits >= 0 ? bits : bits ^ Integer.MAX_VALUE);
  }

  int size() {
    return similarities.length;
  }

  int positives() {
    int count = 0;
    for (boolean each : same) {
      count += each ? 1 : 0;
    }
    return count;
  }

  float similarity(int rank) {
    return similarities[rank];
  }

  boolean same(int rank) {
    return same[rank];
  }

  int fold(int rank) {
    return folds[rank];
  }

  /** The numbers of the folds, rising. */
  int[] folds() {
    return Arrays.stream(folds).distinct().sorted().toArray();
  }

  /** A threshold that accepts nothing. */
  double aboveAll() {
    return Math.nextUp((double) similarities[0]);
  }
}
