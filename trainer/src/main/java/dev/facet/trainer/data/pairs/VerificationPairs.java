package dev.facet.trainer.data.pairs;

import dev.facet.trainer.data.DataException;
import dev.facet.trainer.data.Example;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * Pairs of faces, P in all, of which it is known whether they show one person. A pair names its
 * faces by their index, so that a face in many pairs is described once. Immutable.
 */
public final class VerificationPairs {
  /** How many folds sets without folds of their own are given. */
  public static final int FOLDS = 10;

  private final List<Example> faces;
  private final int[] first;
  private final int[] second;
  private final boolean[] same;
  private final int[] folds;

  /** The arrays are not copied; all have the length P. */
  VerificationPairs(List<Example> faces, int[] first, int[] second, boolean[] same, int[] folds) {
    this.faces = List.copyOf(faces);
    this.first = first;
    this.second = second;
    this.same = same;
    this.folds = folds;
  }

  /**
   * Reads a set of pairs: {@link BinPairs} if its name ends in {@code .bin}, else {@link LfwPairs}.
   *
   * @param file the set
   * @param pictures where LFW's pictures are, see {@link dev.facet.trainer.data.LfwFolder}; not
   *     needed for a set that brings its own
   * @throws DataException if a file is missing or breaks a rule of its form
   */
  public static VerificationPairs read(Path file, Path pictures) {
    return file.toString().toLowerCase(Locale.ROOT).endsWith(".bin")
        ? BinPairs.read(file)
        : LfwPairs.read(file, pictures);
  }

  /** The faces that the pairs are made of, each once. */
  public List<Example> faces() {
    return faces;
  }

  /** P, how many pairs there are. */
  public int size() {
    return same.length;
  }

  /** For each pair the index of one face; a fresh copy. */
  public int[] first() {
    return first.clone();
  }

  /** For each pair the index of the other face; a fresh copy. */
  public int[] second() {
    return second.clone();
  }

  /** For each pair whether it shows one person; a fresh copy. */
  public boolean[] same() {
    return same.clone();
  }

  /** For each pair the fold 0, 1, ... of cross-validation that it belongs to; a fresh copy. */
  public int[] folds() {
    return folds.clone();
  }

  /** How many pairs show one person. */
  public int sameCount() {
    int count = 0;
    for (boolean each : same) {
      count += each ? 1 : 0;
    }
    return count;
  }

  /** How many pairs show two persons. */
  public int differentCount() {
    return size() - sameCount();
  }

  @Override
  public String toString() {
    return "%d pairs (%d same, %d different) of %d faces"
        .formatted(size(), sameCount(), differentCount(), faces.size());
  }
}
