package dev.facet.trainer.draw;

import static dev.facet.trainer.data.CelebaAttribute.ARCHED_EYEBROWS;
import static dev.facet.trainer.data.CelebaAttribute.BALD;
import static dev.facet.trainer.data.CelebaAttribute.BANGS;
import static dev.facet.trainer.data.CelebaAttribute.BIG_NOSE;
import static dev.facet.trainer.data.CelebaAttribute.BLACK_HAIR;
import static dev.facet.trainer.data.CelebaAttribute.BLOND_HAIR;
import static dev.facet.trainer.data.CelebaAttribute.BROWN_HAIR;
import static dev.facet.trainer.data.CelebaAttribute.BUSHY_EYEBROWS;
import static dev.facet.trainer.data.CelebaAttribute.CHUBBY;
import static dev.facet.trainer.data.CelebaAttribute.FIVE_O_CLOCK_SHADOW;
import static dev.facet.trainer.data.CelebaAttribute.GOATEE;
import static dev.facet.trainer.data.CelebaAttribute.GRAY_HAIR;
import static dev.facet.trainer.data.CelebaAttribute.MALE;
import static dev.facet.trainer.data.CelebaAttribute.MUSTACHE;
import static dev.facet.trainer.data.CelebaAttribute.NO_BEARD;
import static dev.facet.trainer.data.CelebaAttribute.OVAL_FACE;
import static dev.facet.trainer.data.CelebaAttribute.POINTY_NOSE;
import static dev.facet.trainer.data.CelebaAttribute.RECEDING_HAIRLINE;
import static dev.facet.trainer.data.CelebaAttribute.SIDEBURNS;
import static dev.facet.trainer.data.CelebaAttribute.STRAIGHT_HAIR;
import static dev.facet.trainer.data.CelebaAttribute.WAVY_HAIR;
import static dev.facet.trainer.data.CelebaAttribute.WEARING_HAT;
import static dev.facet.trainer.data.CelebaAttribute.WEARING_NECKLACE;
import static dev.facet.trainer.data.CelebaAttribute.WEARING_NECKTIE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.facet.trainer.augment.Seeds;
import dev.facet.trainer.data.CelebaAttribute;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PersonTest {
  private static final int PEOPLE = 2000;
  private static final List<Face> FACES =
      IntStream.range(0, PEOPLE)
          .mapToObj(i -> new Person(Seeds.mix(1, i)).inPicture(Seeds.mix(2, i)))
          .toList();

  @ParameterizedTest
  @EnumSource
  void showsEveryAttributeOnSomeFacesAndNotOnOthers(CelebaAttribute attribute) {
    assertThat(FACES.stream().filter(face -> face.shows(attribute)).count())
        .isBetween(PEOPLE / 100L, PEOPLE - PEOPLE / 100L);
  }

  @Test
  void hasAtMostOneHairColourAndNoneWhenBald() {
    Set<CelebaAttribute> colours = EnumSet.of(BLACK_HAIR, BLOND_HAIR, BROWN_HAIR, GRAY_HAIR);
    for (Face face : FACES) {
      long shown = colours.stream().filter(face::shows).count();
      assertThat(shown).isLessThanOrEqualTo(face.shows(BALD) ? 0 : 1);
    }
  }

  @Test
  void neverContradictsItself() {
    exclude(BALD, BANGS, WAVY_HAIR, STRAIGHT_HAIR, RECEDING_HAIRLINE, SIDEBURNS, WEARING_HAT);
    exclude(WEARING_HAT, BANGS, RECEDING_HAIRLINE);
    exclude(NO_BEARD, GOATEE, MUSTACHE, SIDEBURNS, FIVE_O_CLOCK_SHADOW);
    exclude(BIG_NOSE, POINTY_NOSE);
    exclude(CHUBBY, OVAL_FACE);
    exclude(STRAIGHT_HAIR, WAVY_HAIR);
    exclude(BUSHY_EYEBROWS, ARCHED_EYEBROWS);
    exclude(WEARING_NECKTIE, WEARING_NECKLACE);
    exclude(RECEDING_HAIRLINE, BANGS);
  }

  @Test
  void keepsWhatLastsFromPictureToPicture() {
    for (int i = 0; i < 50; i++) {
      Person person = new Person(Seeds.mix(3, i));
      Face first = person.inPicture(1);
      Face second = person.inPicture(2);
      for (CelebaAttribute lasting : EnumSet.of(MALE, BIG_NOSE, MUSTACHE, BLOND_HAIR, CHUBBY)) {
        assertThat(second.shows(lasting)).isEqualTo(first.shows(lasting));
      }
      assertThat(second.look().skin()).isEqualTo(first.look().skin());
      assertThat(second.look()).isNotEqualTo(first.look());
    }
  }

  private static void exclude(CelebaAttribute one, CelebaAttribute... others) {
    for (Face face : FACES) {
      for (CelebaAttribute other : others) {
        assertThat(face.shows(one) && face.shows(other)).as("%s and %s", one, other).isFalse();
      }
    }
  }
}
