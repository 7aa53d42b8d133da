package dev.facet.trainer.augment;

import dev.facet.trainer.rule.Rules;

/**
 * Every face once an epoch, shuffled.
 *
 * @param seed of the shuffles
 * @param length how many faces there are
 */
public record EpochOrder(long seed, int length) implements FaceOrder {
  /**
   * Checks the length.
   *
   * @throws IllegalArgumentException if it is negative
   */
  public EpochOrder {
    Rules.count("size", length);
  }

  @Override
  public int[] epoch(int epoch) {
    return of(seed, epoch, length);
  }

  @Override
  public long variation(int epoch, int position, int index) {
    return Seeds.mix(seed, epoch, index);
  }

  /**
   * A permutation of 0..size-1 that depends on nothing but the arguments (Fisher and Yates' shuffle
   * with {@link Seeds}).
   *
   * @throws IllegalArgumentException if the size is negative
   */
  public static int[] of(long seed, int epoch, int size) {
    Rules.count("size", size);
    int[] order = new int[size];
    long stream = Seeds.mix(seed, epoch);
    for (int i = 0; i < size; i++) {
      int j = Seeds.below(i + 1, stream, i);
      order[i] = order[j];
      order[j] = i;
    }
    return order;
  }
}
