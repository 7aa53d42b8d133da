package dev.facet.trainer.evaluate.consistency;

import static dev.facet.trainer.data.CelebaAttribute.BALD;
import static dev.facet.trainer.data.CelebaAttribute.BANGS;
import static dev.facet.trainer.data.CelebaAttribute.BLACK_HAIR;
import static dev.facet.trainer.data.CelebaAttribute.BLOND_HAIR;
import static dev.facet.trainer.data.CelebaAttribute.BROWN_HAIR;
import static dev.facet.trainer.data.CelebaAttribute.FIVE_O_CLOCK_SHADOW;
import static dev.facet.trainer.data.CelebaAttribute.GOATEE;
import static dev.facet.trainer.data.CelebaAttribute.GRAY_HAIR;
import static dev.facet.trainer.data.CelebaAttribute.MUSTACHE;
import static dev.facet.trainer.data.CelebaAttribute.NO_BEARD;
import static dev.facet.trainer.data.CelebaAttribute.RECEDING_HAIRLINE;
import static dev.facet.trainer.data.CelebaAttribute.SIDEBURNS;
import static dev.facet.trainer.data.CelebaAttribute.STRAIGHT_HAIR;
import static dev.facet.trainer.data.CelebaAttribute.WAVY_HAIR;

import dev.facet.trainer.data.CelebaAttribute;
import dev.facet.trainer.evaluate.consistency.ConsistencyRule.Strength;
import java.util.Arrays;
import java.util.List;

/**
 * What excludes each other among CelebA's attributes. Only what follows from the words or from what
 * can be seen is here; what is merely expected of men, women or the old is not.
 *
 * <p>A moustache counts as a beard, since the dataset uses {@code No_Beard} for shaved faces (Wu et
 * al., LogicNet, WACV 2025, section 1). Stubble and sideburns do not: they are among the usual
 * rules. {@code Bald} with {@code Receding_Hairline} or a hair colour is no contradiction: hair at
 * the sides is seen on both.
 */
public final class ConsistencyRules {
  /** The rules. */
  public static final List<ConsistencyRule> ALL =
      List.of(
          rule("no beard but a goatee", Strength.STRICT, NO_BEARD, GOATEE),
          rule("no beard but a moustache", Strength.STRICT, NO_BEARD, MUSTACHE),
          rule("bald but with bangs", Strength.STRICT, BALD, BANGS),
          rule("bald but with wavy hair", Strength.STRICT, BALD, WAVY_HAIR),
          rule("bald but with straight hair", Strength.STRICT, BALD, STRAIGHT_HAIR),
          rule("no beard but sideburns", Strength.USUAL, NO_BEARD, SIDEBURNS),
          rule("no beard but stubble", Strength.USUAL, NO_BEARD, FIVE_O_CLOCK_SHADOW),
          rule(
              "two colours of hair", Strength.USUAL, BLACK_HAIR, BLOND_HAIR, BROWN_HAIR, GRAY_HAIR),
          rule("hair both straight and wavy", Strength.USUAL, STRAIGHT_HAIR, WAVY_HAIR),
          rule("bangs on a receding hairline", Strength.USUAL, BANGS, RECEDING_HAIRLINE));

  private ConsistencyRules() {}

  private static ConsistencyRule rule(
      String name, Strength strength, CelebaAttribute... exclusive) {
    return new ConsistencyRule(
        name, Arrays.stream(exclusive).map(CelebaAttribute::label).toList(), strength);
  }
}
