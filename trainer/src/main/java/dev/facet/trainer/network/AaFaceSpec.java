package dev.facet.trainer.network;

import dev.facet.trainer.augment.InputSpec;
import dev.facet.trainer.backbone.BackboneSpec;
import dev.facet.trainer.rule.Rules;
import java.util.List;

/**
 * Recognition that attributes help (AAFace, figure 1): two branches on a shared backbone, whose
 * maps are integrated.
 *
 * @param stage which part is trained; a run of each stage begins with the weights of the one before
 * @param backbone what the branches share
 * @param branchChannels channels of the branches' convolutions, and so the size of the embedding
 * @param integration how attributes come into recognition
 * @param reduction r of the integration, at least 1
 * @param attributes names as the dataset spells them, of what does not change from picture to
 *     picture of one person; at least one
 * @param attributeWeights lambda of each attribute's loss (eq. 1), above 0
 * @param identityWeight lambda of recognition's loss (eq. 4), above 0
 * @param head what recognition learns from
 */
public record AaFaceSpec(
    Stage stage,
    BackboneSpec backbone,
    int branchChannels,
    IntegrationForm integration,
    int reduction,
    List<String> attributes,
    List<Double> attributeWeights,
    double identityWeight,
    HeadSpec head)
    implements NetworkSpec {
  /** How the family is called in recipes. */
  public static final String FAMILY = "aaface";

  /** The steps of training (AAFace, section 3.2). */
  public enum Stage {
    /** Recognition alone, without attributes: also the paper's baseline. */
    RECOGNITION,
    /** Attributes, beside a recognition that is there but takes no part. */
    ATTRIBUTES,
    /** Both, and their integration. */
    JOINT
  }

  /**
   * Copies the lists and checks every field.
   *
   * @throws IllegalArgumentException if one breaks its rule
   */
  public AaFaceSpec {
    attributes = List.copyOf(attributes);
    attributeWeights = List.copyOf(attributeWeights);
    Rules.atLeastOne("branchChannels", branchChannels);
    Rules.atLeastOne("reduction", reduction);
    Rules.positive("identityWeight", identityWeight);
    attributeWeights.forEach(weight -> Rules.positive("attributeWeights", weight));
    if (attributes.isEmpty() || attributes.size() != attributeWeights.size()) {
      throw new IllegalArgumentException(
          "attributes and attributeWeights must be as many, at least one, found %d and %d"
              .formatted(attributes.size(), attributeWeights.size()));
    }
    if (attributes.stream().distinct().count() != attributes.size()) {
      throw new IllegalArgumentException("attributes must differ, found " + attributes);
    }
  }

  @Override
  public String family() {
    return FAMILY;
  }

  @Override
  public String label() {
    return switch (stage) {
      case RECOGNITION -> FAMILY + "-recognition";
      case ATTRIBUTES -> FAMILY + "-attributes";
      case JOINT ->
          integration == IntegrationForm.ATTRIBUTE_AWARE
              ? FAMILY
              : FAMILY + "-" + integration.label();
    };
  }

  @Override
  public Network over(InputSpec input, Subjects subjects) {
    return new AaFaceNetwork(this, input, subjects);
  }
}
