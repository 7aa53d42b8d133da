package dev.facet.trainer.data.pairs;

import dev.facet.trainer.data.DataException;
import dev.facet.trainer.data.Example;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Draws pairs from faces whose persons are known, as AAFace does (section 3.3: 10,000 random pairs
 * of persons who are not in the training set). No pair is drawn twice. Folds take turns, within the
 * pairs of one person and within those of two.
 */
public final class RandomPairs {
  private static final int MOST_PAIRS = 20_000_000;

  private final List<Example> faces;

  /** Ends of the persons' runs of faces, which are sorted by person: the run of a face's index. */
  private final int[] runStart;

  private final int[] runEnd;

  private RandomPairs(List<Example> examples) {
    faces =
        examples.stream()
            .filter(example -> example.identity() != Example.UNKNOWN_IDENTITY)
            .sorted(Comparator.comparingInt(Example::identity))
            .toList();
    runStart = new int[faces.size()];
    runEnd = new int[faces.size()];
    for (int start = 0; start < faces.size(); ) {
      int end = start;
      while (end < faces.size() && faces.get(end).identity() == faces.get(start).identity()) {
        end++;
      }
      Arrays.fill(runStart, start, end, start);
      Arrays.fill(runEnd, start, end, end);
      start = end;
    }
  }

  /**
   * Draws pairs: half of them of one person. Where the faces have fewer such pairs, all of those
   * are taken and pairs of two persons make up the number; {@link VerificationPairs#sameCount()}
   * says how many there are.
   *
   * @param count how many pairs, 2 or more
   * @param seed the only source of chance
   * @throws DataException if the faces have no pair of one person, or too few pairs in all
   */
  public static VerificationPairs draw(List<Example> examples, int count, long seed) {
    if (count < 2) {
      throw new IllegalArgumentException("a number of pairs must be 2 or more, found " + count);
    }
    RandomPairs from = new RandomPairs(examples);
    from.requireSame();
    int same = (int) Math.min(count / 2, from.sameCount());
    int different = count - same;
    if (different > from.differentCount()) {
      throw new DataException(
          ("The faces have %d pairs of one person and %d of two, which are too few for %d pairs: ask"
                  + " for at most %d.")
              .formatted(
                  from.sameCount(),
                  from.differentCount(),
                  count,
                  from.differentCount() + Math.min(from.sameCount(), from.differentCount())));
    }
    SplittableRandom random = new SplittableRandom(seed);
    PairCollector pairs = new PairCollector(count);
    from.drawSame(same, random, pairs);
    from.drawDifferent(different, random, pairs);
    return pairs.of(from.faces);
  }

  /**
   * All pairs that the faces have: N (N - 1) / 2, few of which show one person. With so many of two
   * persons, small false accept rates can be measured.
   *
   * @throws DataException if the faces have no pair of one person, or more than 20 million in all
   */
  public static VerificationPairs all(List<Example> examples) {
    RandomPairs from = new RandomPairs(examples);
    from.requireSame();
    long count = from.sameCount() + from.differentCount();
    if (count > MOST_PAIRS) {
      throw new DataException(
          "The faces have %d pairs in all, but at most %d are taken: draw some instead."
              .formatted(count, MOST_PAIRS));
    }
    PairCollector pairs = new PairCollector((int) count);
    int[] ofKind = new int[2];
    for (int first = 0; first < from.faces.size(); first++) {
      for (int second = first + 1; second < from.faces.size(); second++) {
        boolean same = second < from.runEnd[first];
        pairs.add(first, second, same, ofKind[same ? 1 : 0]++ % VerificationPairs.FOLDS);
      }
    }
    return pairs.of(from.faces);
  }

  private void requireSame() {
    if (sameCount() == 0) {
      throw new DataException(
          "The %d faces of known persons have no two of one person, so verification cannot be"
                  .formatted(faces.size())
              + " judged on them: give a dataset with identities.");
    }
  }

  private long sameCount() {
    return IntStream.range(0, faces.size()).mapToLong(i -> i - runStart[i]).sum();
  }

  private long differentCount() {
    return IntStream.range(0, faces.size()).mapToLong(i -> runStart[i]).sum();
  }

  /** Pair k of one person, in the order of the second face, is found by its place. */
  private void drawSame(int count, SplittableRandom random, PairCollector pairs) {
    long[] before = new long[faces.size() + 1];
    for (int i = 0; i < faces.size(); i++) {
      before[i + 1] = before[i] + i - runStart[i];
    }
    int fold = 0;
    for (long place : places(count, before[faces.size()], random)) {
      int second = holder(before, place);
      int first = runStart[second] + (int) (place - before[second]);
      pairs.add(first, second, true, fold++ % VerificationPairs.FOLDS);
    }
  }

  private void drawDifferent(int count, SplittableRandom random, PairCollector pairs) {
    long[] before = new long[faces.size() + 1];
    for (int i = 0; i < faces.size(); i++) {
      before[i + 1] = before[i] + runStart[i];
    }
    int fold = 0;
    for (long place : places(count, before[faces.size()], random)) {
      int second = holder(before, place);
      pairs.add((int) (place - before[second]), second, false, fold++ % VerificationPairs.FOLDS);
    }
  }

  /** The last face before whose pairs no more than that many come. */
  private static int holder(long[] before, long place) {
    int low = 0;
    int high = before.length - 2;
    while (low < high) {
      int middle = (low + high + 1) >>> 1;
      if (before[middle] <= place) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return low;
  }

  /** Different numbers below a bound, all sets of them equally likely (Floyd's algorithm). */
  private static List<Long> places(int count, long bound, SplittableRandom random) {
    Set<Long> taken = HashSet.newHashSet(count);
    List<Long> places = new ArrayList<>(count);
    for (long top = bound - count; top < bound; top++) {
      long drawn = random.nextLong(top + 1);
      long place = taken.add(drawn) ? drawn : top;
      taken.add(place);
      places.add(place);
    }
    return places;
  }
}
