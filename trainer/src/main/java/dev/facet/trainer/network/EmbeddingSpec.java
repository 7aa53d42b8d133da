package dev.facet.trainer.network;

import dev.facet.trainer.augment.InputSpec;
import dev.facet.trainer.backbone.BackboneSpec;
import dev.facet.trainer.rule.Rules;

/**
 * A network that learns to tell persons apart: a backbone whose maps become one vector.
 *
 * @param backbone what turns a face into maps
 * @param pooling how maps become a vector
 * @param size how many numbers the embedding has, at least 1
 * @param dropout share of the vector that a training step leaves out, in 0..1 without 1
 * @param head what the embedding learns from
 */
public record EmbeddingSpec(
    BackboneSpec backbone, Pooling pooling, int size, double dropout, HeadSpec head)
    implements NetworkSpec {
  /** How the family is called in recipes. */
  public static final String FAMILY = "embedding";

  /** How maps become a vector. */
  public enum Pooling {
    /** The mean over positions. */
    MEAN,
    /** All positions side by side (ArcFace, Deng et al. 2019, section 3.2). */
    FLATTEN
  }

  /**
   * Checks every field.
   *
   * @throws IllegalArgumentException if one breaks its rule
   */
  public EmbeddingSpec {
    Rules.atLeastOne("size", size);
    Rules.share("dropout", dropout);
  }

  @Override
  public String family() {
    return FAMILY;
  }

  @Override
  public String label() {
    return FAMILY + "-" + head.loss().label();
  }

  @Override
  public Network over(InputSpec input, Subjects subjects) {
    return new EmbeddingNetwork(this, input, subjects.identities());
  }
}
