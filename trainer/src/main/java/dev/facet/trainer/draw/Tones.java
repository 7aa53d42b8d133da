package dev.facet.trainer.draw;

import static dev.facet.trainer.data.CelebaAttribute.BALD;
import static dev.facet.trainer.data.CelebaAttribute.BLACK_HAIR;
import static dev.facet.trainer.data.CelebaAttribute.BLOND_HAIR;
import static dev.facet.trainer.data.CelebaAttribute.BROWN_HAIR;
import static dev.facet.trainer.data.CelebaAttribute.GRAY_HAIR;
import static dev.facet.trainer.data.CelebaAttribute.PALE_SKIN;

import dev.facet.trainer.data.CelebaAttribute;
import java.awt.Color;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** Colours that go together, each varied a little. */
final class Tones {
  private static final List<Color> SKIN =
      List.of(
          new Color(0xF0C8A4),
          new Color(0xE8B48C),
          new Color(0xD99E73),
          new Color(0xC68658),
          new Color(0xA5683F),
          new Color(0x8A5230),
          new Color(0x6B3E26));
  private static final List<Color> EYES =
      List.of(
          new Color(0x5B3A1E),
          new Color(0x3C2A1A),
          new Color(0x4C7A94),
          new Color(0x5E7F4E),
          new Color(0x77694A));
  private static final List<Color> CLOTHES =
      List.of(
          new Color(0x2F4858),
          new Color(0x8C2F39),
          new Color(0x3A6B4C),
          new Color(0xE0D8C8),
          new Color(0x5A4E8C),
          new Color(0x262626),
          new Color(0xD08A3C),
          new Color(0x7FA3B8));
  private static final List<Color> BACKDROPS =
      List.of(
          new Color(0x9FB8C4),
          new Color(0xC9B79C),
          new Color(0x6E7F6A),
          new Color(0x3D4A5C),
          new Color(0xD8D4CC),
          new Color(0xA88794),
          new Color(0x55606B),
          new Color(0xE3C9A8));
  private static final List<Color> ACCENTS =
      List.of(
          new Color(0x1F1F24),
          new Color(0x7A1F2B),
          new Color(0x1E3D59),
          new Color(0x5C4326),
          new Color(0x2E5339),
          new Color(0xB5482E));

  private Tones() {}

  static Color skin(Set<CelebaAttribute> shows, Random random) {
    return shows.contains(PALE_SKIN)
        ? varied(new Color(0xFBE9DF), 4, random)
        : varied(one(SKIN, random), 8, random);
  }

  static Color hair(Set<CelebaAttribute> shows, Random random) {
    Color tone = new Color(0x9A3F1C);
    if (shows.contains(BALD)) {
      // Brows and beard tell what colour it was.
      tone = random.nextBoolean() ? new Color(0x2A2220) : new Color(0x8C8884);
    } else if (shows.contains(BLACK_HAIR)) {
      tone = new Color(0x1C1718);
    } else if (shows.contains(BROWN_HAIR)) {
      tone = new Color(0x5C3A21);
    } else if (shows.contains(BLOND_HAIR)) {
      tone = new Color(0xE3C275);
    } else if (shows.contains(GRAY_HAIR)) {
      tone = new Color(0xB4B4B8);
    }
    return varied(tone, 9, random);
  }

  static Color eyes(Random random) {
    return varied(one(EYES, random), 8, random);
  }

  static Color clothes(Random random) {
    return varied(one(CLOTHES, random), 18, random);
  }

  static Color backdrop(Random random) {
    return varied(one(BACKDROPS, random), 22, random);
  }

  static Color accent(Random random) {
    return varied(one(ACCENTS, random), 12, random);
  }

  /** Towards black below 1, towards white above. */
  static Color shaded(Color tone, double factor) {
    double white = Math.max(0, factor - 1);
    double kept = Math.min(1, factor);
    return new Color(
        shaded(tone.getRed(), kept, white),
        shaded(tone.getGreen(), kept, white),
        shaded(tone.getBlue(), kept, white));
  }

  static Color mixed(Color a, Color b, double ofB) {
    return new Color(
        (int) Math.round(a.getRed() + ofB * (b.getRed() - a.getRed())),
        (int) Math.round(a.getGreen() + ofB * (b.getGreen() - a.getGreen())),
        (int) Math.round(a.getBlue() + ofB * (b.getBlue() - a.getBlue())));
  }

  /** The same with an opacity of 0 to 255. */
  static Color clear(Color tone, int opacity) {
    return new Color(tone.getRed(), tone.getGreen(), tone.getBlue(), opacity);
  }

  private static int shaded(int value, double kept, double white) {
    return Math.clamp(Math.round(value * kept + (255 - value) * white), 0, 255);
  }

  private static Color one(List<Color> tones, Random random) {
    return tones.get(random.nextInt(tones.size()));
  }

  private static Color varied(Color tone, int by, Random random) {
    return new Color(
        Math.clamp(tone.getRed() + random.nextInt(-by, by + 1), 0, 255),
        Math.clamp(tone.getGreen() + random.nextInt(-by, by + 1), 0, 255),
        Math.clamp(tone.getBlue() + random.nextInt(-by, by + 1), 0, 255));
  }
}
