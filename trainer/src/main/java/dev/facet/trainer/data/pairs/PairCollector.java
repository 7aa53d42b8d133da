package dev.facet.trainer.data.pairs;

import dev.facet.trainer.data.Example;
import java.util.Arrays;
import java.util.List;

/** Pairs in the making. */
final class PairCollector {
  private int[] first;
  private int[] second;
  private boolean[] same;
  private int[] folds;
  private int size;

  PairCollector(int expected) {
    first = new int[expected];
    second = new int[expected];
    same = new boolean[expected];
    folds = new int[expected];
  }

  void add(int one, int other, boolean samePerson, int fold) {
    if (size == same.length) {
      int longer = Math.max(16, 2 * size);
      first = Arrays.copyOf(first, longer);
      second = Arrays.copyOf(second, longer);
      same = Arrays.copyOf(same, longer);
      folds = Arrays.copyOf(folds, longer);
    }
    first[size] = one;
    second[size] = other;
    same[size] = samePerson;
    folds[size++] = fold;
  }

  VerificationPairs of(List<Example> faces) {
    return new VerificationPairs(
        faces,
        Arrays.copyOf(first, size),
        Arrays.copyOf(second, size),
        Arrays.copyOf(same, size),
        Arrays.copyOf(folds, size));
  }
}
