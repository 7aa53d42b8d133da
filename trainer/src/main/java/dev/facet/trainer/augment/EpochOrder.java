package dev.facet.trainer.augment;

/** The order in which an epoch sees the faces. */
public final class EpochOrder {
  private EpochOrder() {}

  /**
   * A permutation of 0..size-1 that depends on nothing but the arguments (Fisher and Yates' shuffle
   * with {@link Seeds}).
   *
   * @throws IllegalArgumentException if the size is negative
   */
  public static int[] of(long seed, int epoch, int size) {
    if (size < 0) {
      throw new IllegalArgumentException("size must not be negative, found " + size);
    }
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
