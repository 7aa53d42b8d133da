package dev.facet.trainer.evaluate.verification;

import dev.facet.trainer.evaluate.verification.FoldedAccuracy.Fold;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Judges each fold with the threshold that is best on the others. */
final class CrossValidation {
  private CrossValidation() {}

  /** Absent if all pairs are in one fold. */
  static Optional<FoldedAccuracy> of(RankedPairs pairs) {
    int[] numbers = pairs.folds();
    if (numbers.length < 2) {
      return Optional.empty();
    }
    List<Fold> folds = new ArrayList<>();
    for (int fold : numbers) {
      folds.add(judge(pairs, fold, thresholdWithout(pairs, fold)));
    }
    return Optional.of(FoldedAccuracy.of(folds));
  }

  /**
   * The threshold with most right answers on the other folds. Between two neighbouring similarities
   * any threshold does the same, so their mean is taken; of several that are equally good the
   * highest is. One that accepts everything is the lowest similarity.
   */
  private static double thresholdWithout(RankedPairs pairs, int fold) {
    double best = pairs.aboveAll();
    int most = 0;
    int gained = 0;
    int last = -1;
    for (int i = 0; i < pairs.size(); i++) {
      if (pairs.fold(i) == fold) {
        continue;
      }
      boolean cut = last >= 0 && pairs.similarity(i) != pairs.similarity(last);
      if (cut && gained > most) {
        most = gained;
        best = ((double) pairs.similarity(last) + pairs.similarity(i)) / 2;
      }
      gained += pairs.same(i) ? 1 : -1;
      last = i;
    }
    return gained > most ? pairs.similarity(last) : best;
  }

  private static Fold judge(RankedPairs pairs, int fold, double threshold) {
    int count = 0;
    int right = 0;
    for (int i = 0; i < pairs.size(); i++) {
      if (pairs.fold(i) == fold) {
        count++;
        right += pairs.similarity(i) >= threshold == pairs.same(i) ? 1 : 0;
      }
    }
    return new Fold(fold, count, threshold, (double) right / count);
  }
}
