package dev.facet.trainer.block;

import dev.facet.trainer.graph.Layers;
import org.nd4j.autodiff.samediff.SDVariable;

/** How a classifier by angles makes it harder to be right, so that persons move further apart. */
public sealed interface Margin permits AdaFace, ArcFace, CosFace {

  /**
   * What stands for the cosine of the right person.
   *
   * @param name prefix of what the margin keeps
   * @param cosines {@code cos(theta)}, {@code [N, 1]}
   * @param lengths of the embeddings before they were brought to length 1, {@code [N, 1]}; no
   *     gradient passes through them
   * @return {@code [N, 1]}, mostly below the cosines
   */
  SDVariable lower(Layers layers, String name, SDVariable cosines, SDVariable lengths);

  /** Checks that an angle or a difference of cosines is in 0..1.5. */
  static void require(double margin) {
    if (!(margin >= 0 && margin <= 1.5)) {
      throw new IllegalArgumentException("margin must be in 0..1.5, found " + margin);
    }
  }

  /** {@code sin(theta)} from {@code cos(theta)}, at least 1e-4, where its slope is finite. */
  static SDVariable sine(Layers layers, SDVariable cosines) {
    SDVariable square = cosines.mul(cosines).rsub(1);
    return layers.graph().math().sqrt(layers.graph().nn().relu(square, 0).add(1e-8));
  }
}
