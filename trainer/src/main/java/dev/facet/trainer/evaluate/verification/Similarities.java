package dev.facet.trainer.evaluate.verification;

import dev.facet.trainer.data.DataException;

/** How alike the embeddings of two faces are. */
public final class Similarities {
  private Similarities() {}

  /**
   * The cosine of the angle between two embeddings, {@code x . y / (|x| |y|)}, for every pair:
   * their inner product after L2 normalisation, which need not have happened before.
   *
   * @param embeddings {@code [N][D]}
   * @param first {@code [P]}: for each pair the index of one face
   * @param second {@code [P]}: and of the other
   * @return {@code [P]}, in -1..1
   * @throws DataException if an embedding that a pair needs is zero or not finite
   * @throws IllegalArgumentException if the shapes disagree
   * @throws IndexOutOfBoundsException if there is no face of an index
   */
  public static float[] cosine(float[][] embeddings, int[] first, int[] second) {
    if (first.length != second.length) {
      throw new IllegalArgumentException(
          "every pair needs two faces, found %d and %d".formatted(first.length, second.length));
    }
    double[] lengths = new double[embeddings.length];
    float[] cosines = new float[first.length];
    for (int i = 0; i < first.length; i++) {
      int one = first[i];
      int other = second[i];
      requireSameSize(embeddings, one, other);
      double cosine =
          dot(embeddings[one], embeddings[other])
              / (length(embeddings, one, lengths) * length(embeddings, other, lengths));
      cosines[i] = (float) Math.clamp(cosine, -1, 1);
    }
    return cosines;
  }

  private static void requireSameSize(float[][] embeddings, int one, int other) {
    if (embeddings[one].length != embeddings[other].length) {
      throw new IllegalArgumentException(
          "embeddings must have one size, found %d for face %d and %d for face %d"
              .formatted(embeddings[one].length, one, embeddings[other].length, other));
    }
  }

  private static double dot(float[] x, float[] y) {
    double sum = 0;
    for (int d = 0; d < x.length; d++) {
      sum += (double) x[d] * y[d];
    }
    return sum;
  }

  /** Computed once for each face, since a face stands in many pairs. */
  private static double length(float[][] embeddings, int face, double[] lengths) {
    if (lengths[face] == 0) {
      double length = Math.sqrt(dot(embeddings[face], embeddings[face]));
      if (!(length > 0 && length < Double.POSITIVE_INFINITY)) {
        throw new DataException(
            "The network's embedding of face %d has the length %s, so it has no direction: its"
                    .formatted(face, length)
                + " weights are unusable, so lower the learning rate and train again.");
      }
      lengths[face] = length;
    }
    return lengths[face];
  }
}
