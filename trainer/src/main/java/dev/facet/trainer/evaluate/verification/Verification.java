package dev.facet.trainer.evaluate.verification;

import java.util.List;
import java.util.stream.IntStream;

/** Judges similarities of pairs of faces. */
public final class Verification {
  /** TAR is reported at FAR 1e-1 down to 1e-5. */
  private static final int LAST_DECADE = 5;

  private Verification() {}

  /**
   * Judges pairs in folds.
   *
   * @param similarities {@code [P]}, finite; the higher the more alike
   * @param same {@code [P]}: whether a pair is of one person
   * @param folds {@code [P]}: pairs of one number are one fold; any numbers, 10 folds on LFW. With
   *     a single fold there is no accuracy by cross-validation
   * @throws dev.facet.trainer.data.DataException if a similarity is not finite, or all pairs are of
   *     one kind
   * @throws IllegalArgumentException if the lengths differ
   */
  public static VerificationMetrics of(float[] similarities, boolean[] same, int[] folds) {
    RankedPairs pairs = new RankedPairs(similarities, same, folds);
    RocCurve curve = new RocCurve(pairs);
    List<TarAtFar> rates = IntStream.rangeClosed(1, LAST_DECADE).mapToObj(curve::tarAt).toList();
    return new VerificationMetrics(
        pairs.positives(),
        pairs.size() - pairs.positives(),
        CrossValidation.of(pairs),
        curve.area(),
        curve.equalError(),
        rates,
        curve.thinned());
  }

  /**
   * Judges pairs that are in no folds, as random ones.
   *
   * @see #of(float[], boolean[], int[])
   */
  public static VerificationMetrics of(float[] similarities, boolean[] same) {
    return of(similarities, same, new int[similarities.length]);
  }
}
