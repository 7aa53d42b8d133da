package dev.facet.trainer.augment;

import org.apache.commons.math3.distribution.BetaDistribution;

/**
 * Blends the faces of a batch and their labels in pairs (mixup, Zhang et al. 2018): face i becomes
 * {@code l x_i + (1 - l) x_j} with j its neighbour in the batch and l drawn anew from Beta(alpha,
 * alpha), mirrored to at least a half so that the face itself leads. Deterministic: the draw
 * depends on the seeds alone.
 */
final class Mixup {
  private static final int DRAW = 6;

  private final BetaDistribution shares;

  /**
   * A mixture.
   *
   * @param alpha positive; the larger, the stronger the blends
   */
  Mixup(double alpha) {
    this.shares = new BetaDistribution(null, alpha, alpha);
  }

  /**
   * Blends a batch in place.
   *
   * @param seeds one for each face
   */
  void apply(Batch batch, long[] seeds) {
    float[] leads = new float[seeds.length];
    for (int i = 0; i < seeds.length; i++) {
      double share = shares.inverseCumulativeProbability(Seeds.uniform(seeds[i], DRAW));
      leads[i] = (float) Math.max(share, 1 - share);
    }
    blend(batch.images(), leads);
    blend(batch.labels(), leads);
  }

  /** Blends each row with the next, the last with the first as it was. */
  static void blend(float[] values, float[] leads) {
    int width = values.length / leads.length;
    float[] first = new float[width];
    System.arraycopy(values, 0, first, 0, width);
    for (int i = 0; i < leads.length; i++) {
      boolean last = i == leads.length - 1;
      float[] other = last ? first : values;
      int from = last ? 0 : (i + 1) * width;
      float lead = leads[i];
      float rest = 1 - lead;
      for (int k = 0; k < width; k++) {
        int at = i * width + k;
        values[at] = lead * values[at] + rest * other[from + k];
      }
    }
  }
}
