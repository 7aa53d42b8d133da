package dev.facet.trainer.network;

import dev.facet.trainer.augment.InputSpec;
import dev.facet.trainer.backbone.ResidualSpec;
import dev.facet.trainer.rule.Rules;
import java.util.List;

/**
 * The bi-directional ladder attentive network (BLAN). The rows of its table 4 are choices of {@code
 * ladder}, {@code alpha} and {@code fusion}; its overfitting suppression (section 4.2) is the
 * dropout here, an encoder that another recipe has trained ({@code start.after}) and mirrored
 * training faces ({@code augmentation.flip}).
 *
 * @param ladder which maps the classifiers read below the last level
 * @param backbone the encoder, whose stages are the levels; at least two
 * @param attention form of the attention modules, where the ladder has them
 * @param classifiers one for each level, from the finest
 * @param hidden numbers of each classifier's first fully connected layer
 * @param dropout share of them that a training step leaves out, in 0..1 without 1
 * @param discriminator maps of the hidden layers of the discriminators of local information
 * @param alpha weight of the local mutual information loss, 0 for none (BLAN, eq. 8)
 * @param beta weight of the reconstruction loss, 0 for none
 * @param fusion whether adaptive score fusion answers; else the mean of the levels' scores does
 * @param gamma weight of the fused scores' loss, above 0
 */
public record BlanSpec(
    Ladder ladder,
    ResidualSpec backbone,
    AttentionSpec attention,
    List<ClassifierSpec> classifiers,
    int hidden,
    double dropout,
    int discriminator,
    double alpha,
    double beta,
    boolean fusion,
    double gamma)
    implements NetworkSpec {
  /** How the family is called in recipes. */
  public static final String FAMILY = "blan";

  /**
   * Checks every field.
   *
   * @throws IllegalArgumentException if one breaks its rule
   */
  public BlanSpec {
    classifiers = List.copyOf(classifiers);
    int levels = backbone.widths().size();
    if (levels < 2) {
      throw new IllegalArgumentException(
          "a ladder needs a backbone of at least 2 stages, found " + levels);
    }
    if (classifiers.size() != levels) {
      throw new IllegalArgumentException(
          "classifiers must be as many as the backbone has stages, found %d and %d"
              .formatted(classifiers.size(), levels));
    }
    Rules.atLeastOne("hidden", hidden);
    Rules.atLeastOne("discriminator", discriminator);
    Rules.share("dropout", dropout);
    Rules.notNegative("alpha", alpha);
    Rules.notNegative("beta", beta);
    Rules.notNegative("gamma", gamma);
    if (gamma == 0) {
      throw new IllegalArgumentException(
          "gamma must be above 0: fusion, false or true, says whether scores are fused");
    }
  }

  @Override
  public String family() {
    return FAMILY;
  }

  /** Complete: {@code blan}; else what it has, such as {@code blan-enc-lmim}. */
  @Override
  public String label() {
    if (ladder == Ladder.ATTENTION && alpha > 0 && fusion) {
      return FAMILY;
    }
    String maps =
        switch (ladder) {
          case ENCODER -> "-enc";
          case DECODER -> "-dec";
          case CONCATENATION -> "-enc-dec";
          case ATTENTION -> "-rdam";
        };
    return FAMILY + maps + (alpha > 0 ? "-lmim" : "") + (fusion ? "-sf" : "");
  }

  @Override
  public Network over(InputSpec input, Subjects subjects) {
    return new BlanNetwork(this, input, subjects.attributes());
  }
}
