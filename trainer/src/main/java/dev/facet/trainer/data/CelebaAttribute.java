package dev.facet.trainer.data;

import java.util.Arrays;
import java.util.List;

/** CelebA's forty attributes, in the order of its attribute file. */
public enum CelebaAttribute {
  /** {@code 5_o_Clock_Shadow}. */
  FIVE_O_CLOCK_SHADOW("5_o_Clock_Shadow"),
  /** {@code Arched_Eyebrows}. */
  ARCHED_EYEBROWS("Arched_Eyebrows"),
  /** {@code Attractive}. */
  ATTRACTIVE("Attractive"),
  /** {@code Bags_Under_Eyes}. */
  BAGS_UNDER_EYES("Bags_Under_Eyes"),
  /** {@code Bald}. */
  BALD("Bald"),
  /** {@code Bangs}. */
  BANGS("Bangs"),
  /** {@code Big_Lips}. */
  BIG_LIPS("Big_Lips"),
  /** {@code Big_Nose}. */
  BIG_NOSE("Big_Nose"),
  /** {@code Black_Hair}. */
  BLACK_HAIR("Black_Hair"),
  /** {@code Blond_Hair}. */
  BLOND_HAIR("Blond_Hair"),
  /** {@code Blurry}. */
  BLURRY("Blurry"),
  /** {@code Brown_Hair}. */
  BROWN_HAIR("Brown_Hair"),
  /** {@code Bushy_Eyebrows}. */
  BUSHY_EYEBROWS("Bushy_Eyebrows"),
  /** {@code Chubby}. */
  CHUBBY("Chubby"),
  /** {@code Double_Chin}. */
  DOUBLE_CHIN("Double_Chin"),
  /** {@code Eyeglasses}. */
  EYEGLASSES("Eyeglasses"),
  /** {@code Goatee}. */
  GOATEE("Goatee"),
  /** {@code Gray_Hair}. */
  GRAY_HAIR("Gray_Hair"),
  /** {@code Heavy_Makeup}. */
  HEAVY_MAKEUP("Heavy_Makeup"),
  /** {@code High_Cheekbones}. */
  HIGH_CHEEKBONES("High_Cheekbones"),
  /** {@code Male}. */
  MALE("Male"),
  /** {@code Mouth_Slightly_Open}. */
  MOUTH_SLIGHTLY_OPEN("Mouth_Slightly_Open"),
  /** {@code Mustache}. */
  MUSTACHE("Mustache"),
  /** {@code Narrow_Eyes}. */
  NARROW_EYES("Narrow_Eyes"),
  /** {@code No_Beard}. */
  NO_BEARD("No_Beard"),
  /** {@code Oval_Face}. */
  OVAL_FACE("Oval_Face"),
  /** {@code Pale_Skin}. */
  PALE_SKIN("Pale_Skin"),
  /** {@code Pointy_Nose}. */
  POINTY_NOSE("Pointy_Nose"),
  /** {@code Receding_Hairline}. */
  RECEDING_HAIRLINE("Receding_Hairline"),
  /** {@code Rosy_Cheeks}. */
  ROSY_CHEEKS("Rosy_Cheeks"),
  /** {@code Sideburns}. */
  SIDEBURNS("Sideburns"),
  /** {@code Smiling}. */
  SMILING("Smiling"),
  /** {@code Straight_Hair}. */
  STRAIGHT_HAIR("Straight_Hair"),
  /** {@code Wavy_Hair}. */
  WAVY_HAIR("Wavy_Hair"),
  /** {@code Wearing_Earrings}. */
  WEARING_EARRINGS("Wearing_Earrings"),
  /** {@code Wearing_Hat}. */
  WEARING_HAT("Wearing_Hat"),
  /** {@code Wearing_Lipstick}. */
  WEARING_LIPSTICK("Wearing_Lipstick"),
  /** {@code Wearing_Necklace}. */
  WEARING_NECKLACE("Wearing_Necklace"),
  /** {@code Wearing_Necktie}. */
  WEARING_NECKTIE("Wearing_Necktie"),
  /** {@code Young}. */
  YOUNG("Young");

  private final String label;

  CelebaAttribute(String label) {
    this.label = label;
  }

  /** The name as the dataset spells it, such as {@code 5_o_Clock_Shadow}. */
  public String label() {
    return label;
  }

  /** All forty names in order. */
  public static List<String> labels() {
    return Arrays.stream(values()).map(CelebaAttribute::label).toList();
  }
}
