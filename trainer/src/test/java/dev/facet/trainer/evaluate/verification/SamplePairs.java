package dev.facet.trainer.evaluate.verification;

import java.util.Random;

/** Made-up pairs, the same each time. */
public final class SamplePairs {
  final float[] similarities;
  final boolean[] same;
  final int[] folds;

  private SamplePairs(float[] similarities, boolean[] same, int[] folds) {
    this.similarities = similarities;
    this.same = same;
    this.folds = folds;
  }

  /** Pairs of which every second one is of one person, in so many folds. */
  public static SamplePairs of(int pairs, int folds, Random random) {
    return of(pairs, 2, folds, random);
  }

  /** Pairs of which one in {@code every} is of one person, in so many folds. */
  public static SamplePairs of(int pairs, int every, int folds, Random random) {
    float[] similarities = new float[pairs];
    boolean[] same = new boolean[pairs];
    int[] fold = new int[pairs];
    for (int i = 0; i < pairs; i++) {
      same[i] = i % every == 0;
      similarities[i] = (float) Math.tanh((same[i] ? 0.8 : 0.1) + 0.35 * random.nextGaussian());
      fold[i] = i * folds / pairs;
    }
    return new SamplePairs(similarities, same, fold);
  }

  /** What comes out for them. */
  public VerificationMetrics judged() {
    return Verification.of(similarities, same, folds);
  }
}
