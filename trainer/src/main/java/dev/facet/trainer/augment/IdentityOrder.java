package dev.facet.trainer.augment;

import dev.facet.trainer.data.DataException;
import dev.facet.trainer.data.Example;
import dev.facet.trainer.data.IdentityClasses;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Every person equally often: a batch shows P different persons with K faces each, drawn anew each
 * time from all the faces of the person. One who has fewer than K is shown some twice.
 *
 * <p>An epoch is as many rounds over all persons as come nearest to showing as many faces as there
 * are, but at least one. Only whole batches are shown, so fewer than P persons, others each epoch,
 * have one turn less than the rest. Faces of unknown persons are left out.
 */
public final class IdentityOrder implements FaceOrder {
  private final long seed;
  private final int[][] faces;
  private final int persons;
  private final int facesEach;
  private final int rounds;
  private final int turns;

  /**
   * An order for those faces.
   *
   * @param seed of all draws
   * @param examples the faces, by index
   * @param persons P, how many persons a batch shows
   * @param facesEach K, how many faces of each
   * @throws DataException if the faces show fewer than P persons
   * @throws IllegalArgumentException if P or K is not positive
   */
  public IdentityOrder(long seed, List<Example> examples, int persons, int facesEach) {
    if (persons < 1 || facesEach < 1) {
      throw new IllegalArgumentException(
          "persons and faces of each must be positive, found %d and %d"
              .formatted(persons, facesEach));
    }
    IdentityClasses classes = IdentityClasses.of(examples);
    if (classes.count() < persons) {
      throw new DataException(
          ("The faces to train on show %d known persons, but a batch takes %d (batchSize /"
                  + " facesPerIdentity): choose a smaller batch, or sampling: uniform.")
              .formatted(classes.count(), persons));
    }
    this.seed = seed;
    this.persons = persons;
    this.facesEach = facesEach;
    this.faces = byClass(examples, classes);
    int known = Arrays.stream(faces).mapToInt(each -> each.length).sum();
    this.rounds = Math.max(1, (int) Math.round(known / ((double) faces.length * facesEach)));
    this.turns = rounds * faces.length / persons * persons;
  }

  private static int[][] byClass(List<Example> examples, IdentityClasses classes) {
    int[] sizes = new int[classes.count()];
    int[] of = examples.stream().mapToInt(each -> classes.classOf(each.identity())).toArray();
    IntStream.of(of).filter(each -> each >= 0).forEach(each -> sizes[each]++);
    int[][] faces = new int[sizes.length][];
    Arrays.setAll(faces, each -> new int[sizes[each]]);
    for (int i = of.length - 1; i >= 0; i--) {
      if (of[i] >= 0) {
        faces[of[i]][--sizes[of[i]]] = i;
      }
    }
    return faces;
  }

  @Override
  public int length() {
    return turns * facesEach;
  }

  @Override
  public int[] epoch(int epoch) {
    int[] who = new int[rounds * faces.length];
    for (int round = 0; round < rounds; round++) {
      int[] next = EpochOrder.of(Seeds.mix(seed, epoch), round, faces.length);
      int start = round * faces.length;
      keepApart(next, Arrays.copyOfRange(who, start - start % persons, start));
      System.arraycopy(next, 0, who, start, next.length);
    }
    int[] order = new int[length()];
    for (int turn = 0; turn < turns; turn++) {
      draw(faces[who[turn]], Seeds.mix(seed, epoch, turn), order, turn * facesEach);
    }
    return order;
  }

  /** No person twice in the batch that ends one round and begins the next. */
  private void keepApart(int[] next, int[] begun) {
    int missing = begun.length == 0 ? 0 : persons - begun.length;
    int other = missing;
    for (int i = 0; i < missing; i++) {
      if (contains(begun, next[i])) {
        while (contains(begun, next[other])) {
          other++;
        }
        int swapped = next[i];
        next[i] = next[other];
        next[other++] = swapped;
      }
    }
  }

  private static boolean contains(int[] values, int value) {
    return Arrays.stream(values).anyMatch(each -> each == value);
  }

  /** Draws without repetition until all are drawn, then the same ones again. */
  private void draw(int[] from, long stream, int[] into, int at) {
    int[] left = from.clone();
    for (int k = 0; k < facesEach; k++) {
      int i = k % left.length;
      if (k < left.length) {
        int j = i + Seeds.below(left.length - i, stream, k);
        int drawn = left[j];
        left[j] = left[i];
        left[i] = drawn;
      }
      into[at + k] = left[i];
    }
  }

  @Override
  public long variation(int epoch, int position, int index) {
    // The place too: a face that is shown twice is varied twice.
    return Seeds.mix(seed, epoch, index, position);
  }
}
