package dev.facet.trainer.augment;

/**
 * B faces for one training step. The arrays belong to {@link TrainingBatches}, which fills them
 * anew as soon as the next batch is asked for: copy what must last longer.
 */
public final class Batch {
  private final float[] images;
  private final float[] labels;
  private final int[] indices;
  private final int[] identities;

  Batch(int batchSize, int valuesPerFace, int attributes) {
    images = new float[Math.multiplyExact(batchSize, valuesPerFace)];
    labels = new float[batchSize * attributes];
    indices = new int[batchSize];
    identities = new int[batchSize];
  }

  /** The faces, {@code [B, 3, cropHeight, cropWidth]}, normalised. */
  public float[] images() {
    return images;
  }

  /** {@code [B, A]}: 1 where the face shows the attribute, else 0. */
  public float[] labels() {
    return labels;
  }

  /** For each face its index in the store. */
  public int[] indices() {
    return indices;
  }

  /**
   * For each face its person's class among the {@link dev.facet.trainer.data.IdentityClasses} of
   * all the training faces, -1 where the person is not known.
   */
  public int[] identities() {
    return identities;
  }
}
