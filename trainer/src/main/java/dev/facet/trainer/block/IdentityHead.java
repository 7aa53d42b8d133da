package dev.facet.trainer.block;

import dev.facet.trainer.graph.Layers;
import org.nd4j.autodiff.samediff.SDVariable;

/**
 * A classifier of the persons of the training faces. Only training needs it: what stays is the
 * embedding that it has learnt to tell persons apart by.
 */
public sealed interface IdentityHead permits CosineHead, SoftmaxHead {

  /**
   * Adds the classifier.
   *
   * @param name prefix of its parameters
   * @param embedding {@code [N, width]}, of any length
   * @param width D
   * @param identities {@code [N, persons]}: 1 at the person's place, 0 elsewhere
   * @param persons I
   * @return logits {@code [N, persons]}, which a margin has already lowered at the person's place
   */
  SDVariable logits(
      Layers layers,
      String name,
      SDVariable embedding,
      int width,
      SDVariable identities,
      int persons);

  /** The mean cross-entropy of the classifier over the faces, a scalar. */
  default SDVariable loss(
      Layers layers,
      String name,
      SDVariable embedding,
      int width,
      SDVariable identities,
      int persons) {
    SDVariable logits = logits(layers, name, embedding, width, identities, persons);
    return CrossEntropy.ofClasses(layers, logits, identities);
  }
}
