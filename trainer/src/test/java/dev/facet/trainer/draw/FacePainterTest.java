package dev.facet.trainer.draw;

import static dev.facet.trainer.data.CelebaAttribute.BLACK_HAIR;
import static dev.facet.trainer.data.CelebaAttribute.BLOND_HAIR;
import static dev.facet.trainer.data.CelebaAttribute.CHUBBY;
import static dev.facet.trainer.data.CelebaAttribute.DOUBLE_CHIN;
import static dev.facet.trainer.data.CelebaAttribute.MALE;
import static dev.facet.trainer.data.CelebaAttribute.NO_BEARD;
import static dev.facet.trainer.data.CelebaAttribute.PALE_SKIN;
import static dev.facet.trainer.data.CelebaAttribute.YOUNG;
import static org.assertj.core.api.Assertions.assertThat;

import dev.facet.trainer.data.CelebaAttribute;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.EnumSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

class FacePainterTest {
  private static final Look LOOK =
      new Look(
          new Color(0xE8B48C),
          new Color(0x5C3A21),
          new Color(0x4C7A94),
          new Color(0x2F4858),
          new Color(0x9FB8C4),
          new Color(0x7A1F2B),
          Look.Haircut.SHORT,
          1,
          0.5,
          0,
          0,
          0,
          1,
          42);

  /** Left out: what the look carries (colours, width) and what follows from other attributes. */
  @ParameterizedTest
  @EnumSource(
      mode = Mode.EXCLUDE,
      names = {
        "ATTRACTIVE",
        "BALD",
        "BLACK_HAIR",
        "BLOND_HAIR",
        "BROWN_HAIR",
        "GRAY_HAIR",
        "NO_BEARD",
        "OVAL_FACE",
        "PALE_SKIN"
      })
  void paintsEachAttribute(CelebaAttribute attribute) {
    Set<CelebaAttribute> without = EnumSet.of(MALE, YOUNG, NO_BEARD);
    if (attribute == DOUBLE_CHIN) {
      without.add(CHUBBY);
    }
    Set<CelebaAttribute> with = EnumSet.copyOf(without);
    if (!with.add(attribute)) {
      with.remove(attribute);
    }

    int changed = changedPixels(paint(new Face(without, LOOK)), paint(new Face(with, LOOK)));

    assertThat(changed).as("pixels of 89x109 that change by more than 12").isGreaterThan(20);
  }

  @Test
  void paintsBareHeads() {
    Face haired = new Face(EnumSet.of(MALE, YOUNG), LOOK);
    Look shaven =
        new Look(
            LOOK.skin(),
            LOOK.hair(),
            LOOK.eyes(),
            LOOK.clothes(),
            LOOK.backdrop(),
            LOOK.accent(),
            Look.Haircut.NONE,
            1,
            0.5,
            0,
            0,
            0,
            1,
            42);

    assertThat(changedPixels(paint(haired), paint(new Face(EnumSet.of(MALE, YOUNG), shaven))))
        .isGreaterThan(300);
  }

  @Test
  void choosesTonesByTheAttributes() {
    for (int seed = 0; seed < 100; seed++) {
      assertThat(brightness(Tones.skin(EnumSet.of(PALE_SKIN), new Random(seed))))
          .isGreaterThan(brightness(Tones.skin(EnumSet.of(MALE), new Random(seed))));
      assertThat(brightness(Tones.hair(EnumSet.of(BLOND_HAIR), new Random(seed))))
          .isGreaterThan(2 * brightness(Tones.hair(EnumSet.of(BLACK_HAIR), new Random(seed))));
    }
  }

  private static int brightness(Color tone) {
    return tone.getRed() + tone.getGreen() + tone.getBlue();
  }

  private static BufferedImage paint(Face face) {
    return FacePainter.paint(face, 89, 109);
  }

  private static int changedPixels(BufferedImage a, BufferedImage b) {
    int changed = 0;
    for (int i = 0; i < 89 * 109; i++) {
      Color one = new Color(a.getRGB(i % 89, i / 89));
      Color other = new Color(b.getRGB(i % 89, i / 89));
      int most =
          Math.max(
              Math.abs(one.getRed() - other.getRed()),
              Math.max(
                  Math.abs(one.getGreen() - other.getGreen()),
                  Math.abs(one.getBlue() - other.getBlue())));
      changed += most > 12 ? 1 : 0;
    }
    return changed;
  }
}
