package dev.facet.trainer.network;

import dev.facet.trainer.augment.InputSpec;
import dev.facet.trainer.backbone.BackboneSpec;
import dev.facet.trainer.rule.Rules;

/**
 * A branch for every attribute on a shared backbone, and a graph over the branches (GAL, figure 1).
 *
 * @param form which of the paper's systems
 * @param backbone what the branches share
 * @param branchChannels channels of each branch, at least 1
 * @param nodeChannels channels to which a branch's maps are projected before they become a node, at
 *     least 1; the paper's authors have 10
 * @param dropout share of the numbers before each classifier that a training step leaves out, in
 *     0..1 without 1; none in the paper
 */
public record GalSpec(
    GalForm form, BackboneSpec backbone, int branchChannels, int nodeChannels, double dropout)
    implements NetworkSpec {
  /** How the family is called in recipes. */
  public static final String FAMILY = "gal";

  /**
   * Checks every field.
   *
   * @throws IllegalArgumentException if one breaks its rule
   */
  public GalSpec {
    Rules.atLeastOne("branchChannels", branchChannels);
    Rules.atLeastOne("nodeChannels", nodeChannels);
    Rules.share("dropout", dropout);
  }

  @Override
  public String family() {
    return FAMILY;
  }

  @Override
  public String label() {
    return form.label();
  }

  @Override
  public Network over(InputSpec input, Subjects subjects) {
    return new GalNetwork(this, input, subjects.attributes());
  }
}
