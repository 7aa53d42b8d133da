package dev.facet.function.http;

import dev.facet.function.problem.ProblemException;
import dev.facet.function.problem.ProblemType;
import java.nio.FloatBuffer;

/** The cosine of two embeddings, {@code x . y / (|x| |y|)}. */
final class Cosine {
  private Cosine() {}

  /**
   * How alike two embeddings {@code [D]} are, -1 to 1.
   *
   * @throws ProblemException when one of them has no direction
   */
  static double of(FloatBuffer probe, FloatBuffer reference) {
    double cosine =
        product(probe, reference)
            / Math.sqrt(product(probe, probe) * product(reference, reference));
    if (!Double.isFinite(cosine)) {
      throw new ProblemException(
          ProblemType.UNUSABLE_IMAGE,
          "The model finds nothing in one of the two images that it could compare; send another.");
    }
    return Math.clamp(cosine, -1, 1);
  }

  private static double product(FloatBuffer x, FloatBuffer y) {
    double sum = 0;
    for (int d = 0; d < x.limit(); d++) {
      sum += (double) x.get(d) * y.get(d);
    }
    return sum;
  }
}
