package dev.facet.trainer.network;

import dev.facet.trainer.block.AdaFace;
import dev.facet.trainer.block.ArcFace;
import dev.facet.trainer.block.CosFace;
import dev.facet.trainer.block.CosineHead;
import dev.facet.trainer.block.IdentityHead;
import dev.facet.trainer.block.SoftmaxHead;
import java.util.Locale;

/**
 * The classifier of persons as a recipe describes it.
 *
 * @param loss which classifier
 * @param scale what cosines are multiplied by, above 0; softmax has none
 * @param margin of the right person, in 0..1.5; softmax has none
 * @param concentration AdaFace's h, above 0
 */
public record HeadSpec(Loss loss, double scale, double margin, double concentration) {

  /** The classifiers that there are. */
  public enum Loss {
    /** A linear classifier. */
    SOFTMAX,
    /** A margin on the cosine (Wang et al. 2018). */
    COSFACE,
    /** A margin on the angle (Deng et al. 2019). */
    ARCFACE,
    /** A margin that goes by the picture's quality (Kim et al. 2022). */
    ADAFACE;

    /** The name in lower case. */
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * Checks every field.
   *
   * @throws IllegalArgumentException if one breaks its rule
   */
  public HeadSpec {
    new CosineHead(scale, new AdaFace(margin, concentration));
  }

  /** The classifier of that description. */
  IdentityHead head() {
    return switch (loss) {
      case SOFTMAX -> new SoftmaxHead();
      case COSFACE -> new CosineHead(scale, new CosFace(margin));
      case ARCFACE -> new CosineHead(scale, new ArcFace(margin));
      case ADAFACE -> new CosineHead(scale, new AdaFace(margin, concentration));
    };
  }
}
