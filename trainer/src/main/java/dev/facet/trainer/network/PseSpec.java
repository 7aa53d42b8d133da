package dev.facet.trainer.network;

import dev.facet.trainer.augment.InputSpec;
import dev.facet.trainer.backbone.BackboneSpec;
import dev.facet.trainer.rule.Rules;

/**
 * Sub-networks for places of the face on a shared backbone (PSE, figure 2).
 *
 * @param excitation whether and how sub-networks weigh positions
 * @param backbone what the sub-networks share
 * @param branchChannels channels of each sub-network, at least 1
 * @param dropout share of the pooled features that a training step leaves out, in 0..1 without 1
 */
public record PseSpec(
    ExcitationForm excitation, BackboneSpec backbone, int branchChannels, double dropout)
    implements NetworkSpec {
  /** How the family is called in recipes. */
  public static final String FAMILY = "pse";

  /**
   * Checks every field.
   *
   * @throws IllegalArgumentException if one breaks its rule
   */
  public PseSpec {
    Rules.atLeastOne("branchChannels", branchChannels);
    Rules.share("dropout", dropout);
  }

  @Override
  public String family() {
    return FAMILY;
  }

  @Override
  public String label() {
    return switch (excitation) {
      case NONE -> "pse-baseline";
      case DENSE -> "pse-a";
      case CONVOLUTIONAL -> "pse-b";
    };
  }

  @Override
  public Network over(InputSpec input, Subjects subjects) {
    return new PseNetwork(this, input, subjects.attributes());
  }
}
