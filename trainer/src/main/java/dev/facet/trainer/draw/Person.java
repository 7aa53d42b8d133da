package dev.facet.trainer.draw;

import static dev.facet.trainer.data.CelebaAttribute.ARCHED_EYEBROWS;
import static dev.facet.trainer.data.CelebaAttribute.ATTRACTIVE;
import static dev.facet.trainer.data.CelebaAttribute.BAGS_UNDER_EYES;
import static dev.facet.trainer.data.CelebaAttribute.BALD;
import static dev.facet.trainer.data.CelebaAttribute.BANGS;
import static dev.facet.trainer.data.CelebaAttribute.BIG_LIPS;
import static dev.facet.trainer.data.CelebaAttribute.BIG_NOSE;
import static dev.facet.trainer.data.CelebaAttribute.BLACK_HAIR;
import static dev.facet.trainer.data.CelebaAttribute.BLOND_HAIR;
import static dev.facet.trainer.data.CelebaAttribute.BLURRY;
import static dev.facet.trainer.data.CelebaAttribute.BROWN_HAIR;
import static dev.facet.trainer.data.CelebaAttribute.BUSHY_EYEBROWS;
import static dev.facet.trainer.data.CelebaAttribute.CHUBBY;
import static dev.facet.trainer.data.CelebaAttribute.DOUBLE_CHIN;
import static dev.facet.trainer.data.CelebaAttribute.EYEGLASSES;
import static dev.facet.trainer.data.CelebaAttribute.FIVE_O_CLOCK_SHADOW;
import static dev.facet.trainer.data.CelebaAttribute.GOATEE;
import static dev.facet.trainer.data.CelebaAttribute.GRAY_HAIR;
import static dev.facet.trainer.data.CelebaAttribute.HEAVY_MAKEUP;
import static dev.facet.trainer.data.CelebaAttribute.HIGH_CHEEKBONES;
import static dev.facet.trainer.data.CelebaAttribute.MALE;
import static dev.facet.trainer.data.CelebaAttribute.MOUTH_SLIGHTLY_OPEN;
import static dev.facet.trainer.data.CelebaAttribute.MUSTACHE;
import static dev.facet.trainer.data.CelebaAttribute.NARROW_EYES;
import static dev.facet.trainer.data.CelebaAttribute.NO_BEARD;
import static dev.facet.trainer.data.CelebaAttribute.OVAL_FACE;
import static dev.facet.trainer.data.CelebaAttribute.PALE_SKIN;
import static dev.facet.trainer.data.CelebaAttribute.POINTY_NOSE;
import static dev.facet.trainer.data.CelebaAttribute.RECEDING_HAIRLINE;
import static dev.facet.trainer.data.CelebaAttribute.ROSY_CHEEKS;
import static dev.facet.trainer.data.CelebaAttribute.SIDEBURNS;
import static dev.facet.trainer.data.CelebaAttribute.SMILING;
import static dev.facet.trainer.data.CelebaAttribute.STRAIGHT_HAIR;
import static dev.facet.trainer.data.CelebaAttribute.WAVY_HAIR;
import static dev.facet.trainer.data.CelebaAttribute.WEARING_EARRINGS;
import static dev.facet.trainer.data.CelebaAttribute.WEARING_HAT;
import static dev.facet.trainer.data.CelebaAttribute.WEARING_LIPSTICK;
import static dev.facet.trainer.data.CelebaAttribute.WEARING_NECKLACE;
import static dev.facet.trainer.data.CelebaAttribute.WEARING_NECKTIE;
import static dev.facet.trainer.data.CelebaAttribute.YOUNG;

import dev.facet.trainer.data.CelebaAttribute;
import java.util.EnumSet;
import java.util.Random;
import java.util.Set;

/**
 * Someone who is drawn in several pictures: what stays (hair, nose, beard) is drawn once, what
 * comes and goes (smile, hat, glasses) for each picture.
 */
final class Person {
  private final Set<CelebaAttribute> lasting = EnumSet.noneOf(CelebaAttribute.class);
  private final Look look;
  private final boolean wearsGlasses;

  /** Someone; the same for the same seed. */
  Person(long seed) {
    Random random = new Random(seed);
    drawBuild(random);
    drawHair(random);
    drawBeard(random);
    drawMakeup(random);
    wearsGlasses = chance(random, 0.2);
    boolean longHair = chance(random, has(MALE) ? 0.1 : 0.75);
    Look.Haircut haircut =
        has(BALD) ? Look.Haircut.NONE : longHair ? Look.Haircut.LONG : Look.Haircut.SHORT;
    double width = has(CHUBBY) ? 1.14 : has(OVAL_FACE) ? 0.9 : 1.0;
    look =
        new Look(
            Tones.skin(lasting, random),
            Tones.hair(lasting, random),
            Tones.eyes(random),
            Tones.clothes(random),
            Tones.backdrop(random),
            Tones.accent(random),
            haircut,
            width + 0.02 * random.nextGaussian(),
            0,
            0,
            0,
            0,
            1,
            0);
  }

  /** The person in a picture; the same for the same seed. */
  Face inPicture(long seed) {
    Random random = new Random(seed);
    Set<CelebaAttribute> shows = EnumSet.copyOf(lasting);
    drawExpression(shows, random);
    drawWear(shows, random);
    add(shows, BLURRY, chance(random, 0.06));
    add(
        shows,
        ATTRACTIVE,
        shows.contains(YOUNG)
            && !shows.contains(CHUBBY)
            && !shows.contains(BAGS_UNDER_EYES)
            && !shows.contains(BLURRY));
    return new Face(shows, look.inAnotherPicture(random));
  }

  private void drawBuild(Random random) {
    draw(MALE, random, 0.45);
    draw(YOUNG, random, 0.75);
    draw(PALE_SKIN, random, 0.12);
    draw(CHUBBY, random, 0.14);
    draw(DOUBLE_CHIN, random, has(CHUBBY) ? 0.55 : 0);
    draw(OVAL_FACE, random, has(CHUBBY) ? 0 : 0.35);
    draw(BIG_NOSE, random, has(MALE) ? 0.35 : 0.15);
    draw(POINTY_NOSE, random, has(BIG_NOSE) ? 0 : 0.35);
    draw(BIG_LIPS, random, 0.25);
    draw(NARROW_EYES, random, 0.15);
    draw(BAGS_UNDER_EYES, random, has(YOUNG) ? 0.12 : 0.45);
    draw(BUSHY_EYEBROWS, random, has(MALE) ? 0.3 : 0.08);
    draw(ARCHED_EYEBROWS, random, has(BUSHY_EYEBROWS) ? 0 : has(MALE) ? 0.08 : 0.45);
  }

  private void drawHair(Random random) {
    draw(BALD, random, !has(MALE) ? 0 : has(YOUNG) ? 0.12 : 0.25);
    if (has(BALD)) {
      return;
    }
    draw(GRAY_HAIR, random, has(YOUNG) ? 0 : 0.55);
    if (!has(GRAY_HAIR)) {
      double tone = random.nextDouble();
      add(lasting, BLACK_HAIR, tone < 0.34);
      add(lasting, BROWN_HAIR, tone >= 0.34 && tone < 0.64);
      add(lasting, BLOND_HAIR, tone >= 0.64 && tone < 0.92);
    }
    double texture = random.nextDouble();
    add(lasting, WAVY_HAIR, texture < 0.35);
    add(lasting, STRAIGHT_HAIR, texture >= 0.35 && texture < 0.7);
    draw(RECEDING_HAIRLINE, random, !has(MALE) ? 0 : has(YOUNG) ? 0.08 : 0.35);
    draw(BANGS, random, has(RECEDING_HAIRLINE) ? 0 : has(MALE) ? 0.15 : 0.35);
  }

  private void drawBeard(Random random) {
    boolean man = has(MALE);
    draw(GOATEE, random, man ? 0.18 : 0);
    draw(MUSTACHE, random, man ? 0.18 : 0);
    draw(SIDEBURNS, random, man && !has(BALD) ? 0.18 : 0);
    draw(FIVE_O_CLOCK_SHADOW, random, man ? 0.25 : 0);
    boolean none = !has(GOATEE) && !has(MUSTACHE) && !has(SIDEBURNS) && !has(FIVE_O_CLOCK_SHADOW);
    add(lasting, NO_BEARD, none);
  }

  private void drawMakeup(Random random) {
    draw(HEAVY_MAKEUP, random, has(MALE) ? 0 : 0.5);
    draw(ROSY_CHEEKS, random, has(HEAVY_MAKEUP) ? 0.4 : has(MALE) ? 0.02 : 0.1);
  }

  private void drawExpression(Set<CelebaAttribute> shows, Random random) {
    boolean smiling = chance(random, 0.48);
    add(shows, SMILING, smiling);
    add(shows, HIGH_CHEEKBONES, chance(random, smiling ? 0.85 : 0.1));
    add(shows, MOUTH_SLIGHTLY_OPEN, chance(random, smiling ? 0.6 : 0.3));
  }

  private void drawWear(Set<CelebaAttribute> shows, Random random) {
    boolean man = has(MALE);
    add(shows, EYEGLASSES, chance(random, wearsGlasses ? 0.75 : 0.06));
    add(shows, WEARING_LIPSTICK, chance(random, man ? 0 : has(HEAVY_MAKEUP) ? 0.9 : 0.25));
    add(shows, WEARING_EARRINGS, chance(random, man ? 0.03 : 0.35));
    add(shows, WEARING_NECKTIE, chance(random, man ? 0.25 : 0));
    add(shows, WEARING_NECKLACE, chance(random, man ? 0.02 : 0.3));
    if (shows.contains(WEARING_NECKTIE)) {
      shows.remove(WEARING_NECKLACE);
    }
    add(shows, WEARING_HAT, chance(random, 0.14));
    if (shows.contains(WEARING_HAT)) {
      // Nobody sees them under it.
      shows.remove(BALD);
      shows.remove(BANGS);
      shows.remove(RECEDING_HAIRLINE);
    }
  }

  private void draw(CelebaAttribute attribute, Random random, double probability) {
    add(lasting, attribute, chance(random, probability));
  }

  private boolean has(CelebaAttribute attribute) {
    return lasting.contains(attribute);
  }

  /** Draws a number even where the answer is known, so that the draws after it stay the same. */
  private static boolean chance(Random random, double probability) {
    return random.nextDouble() < probability;
  }

  private static void add(Set<CelebaAttribute> to, CelebaAttribute attribute, boolean shown) {
    if (shown) {
      to.add(attribute);
    }
  }
}
