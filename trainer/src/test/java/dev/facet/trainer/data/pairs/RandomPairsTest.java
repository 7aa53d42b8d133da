package dev.facet.trainer.data.pairs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.facet.trainer.data.AttributeDataset;
import dev.facet.trainer.data.DataException;
import dev.facet.trainer.data.Example;
import dev.facet.trainer.data.Layouts;
import dev.facet.trainer.data.Partition;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RandomPairsTest {
  /** Persons 10, 20, ... 80 with 1, 2, ... 8 faces: 84 pairs of one person, 546 of two. */
  private static final List<Example> FACES = faces(8);

  @Test
  void drawsHalfOfOnePersonAndNoPairTwice() {
    VerificationPairs pairs = RandomPairs.draw(FACES, 100, 3);

    assertThat(pairs.size()).isEqualTo(100);
    assertThat(pairs.sameCount()).isEqualTo(50);
    assertThat(pairs.differentCount()).isEqualTo(50);
    requireSound(pairs);
  }

  @Test
  void takesAllPairsOfOnePersonWhereTheyAreTooFew() {
    VerificationPairs pairs = RandomPairs.draw(FACES, 400, 3);

    assertThat(pairs.sameCount()).isEqualTo(84);
    assertThat(pairs.differentCount()).isEqualTo(316);
    requireSound(pairs);
    requireSound(RandomPairs.draw(FACES, 84 + 546, 3));
  }

  @Test
  void takesAllPairs() {
    VerificationPairs pairs = RandomPairs.all(FACES);

    assertThat(pairs.sameCount()).isEqualTo(84);
    assertThat(pairs.differentCount()).isEqualTo(546);
    requireSound(pairs);
  }

  @Test
  void dependsOnTheSeedAloneAndNotOnTheOrderOfPersons() {
    assertThat(names(RandomPairs.draw(FACES, 60, 5)))
        .isEqualTo(names(RandomPairs.draw(FACES, 60, 5)))
        .isNotEqualTo(names(RandomPairs.draw(FACES, 60, 6)));
  }

  @Test
  void drawsEveryPairEquallyOften() {
    Map<String, Integer> counts = new HashMap<>();
    for (int seed = 0; seed < 4000; seed++) {
      names(RandomPairs.draw(faces(4), 10, seed))
          .forEach(name -> counts.merge(name, 1, Integer::sum));
    }
    // 10 pairs of one person and 35 of two, five of either kind drawn: 2000 and 571.4 expected
    assertThat(counts).hasSize(45);
    counts.forEach(
        (name, count) ->
            assertThat(count)
                .as(name)
                .isBetween(
                    name.startsWith("same") ? 1842 : 460, name.startsWith("same") ? 2158 : 683));
  }

  @Test
  void givesEveryFoldItsShareOfBothKinds() {
    VerificationPairs pairs = RandomPairs.draw(FACES, 100, 3);
    int[] same = new int[10];
    int[] different = new int[10];
    for (int i = 0; i < pairs.size(); i++) {
      (pairs.same()[i] ? same : different)[pairs.folds()[i]]++;
    }
    assertThat(same).containsOnly(5);
    assertThat(different).containsOnly(5);
  }

  @Test
  void leavesOutFacesOfUnknownPersons() {
    List<Example> faces = new ArrayList<>(FACES);
    faces.add(new Example(Path.of("who"), Example.UNKNOWN_IDENTITY, new boolean[0]));
    assertThat(RandomPairs.all(faces).faces()).hasSize(FACES.size());
  }

  @Test
  void saysThatThereAreTooFew() {
    assertThatThrownBy(() -> RandomPairs.draw(FACES, 631, 1))
        .isInstanceOf(DataException.class)
        .hasMessage(
            "The faces have 84 pairs of one person and 546 of two, which are too few for 631 pairs:"
                + " ask for at most 630.");
    assertThatThrownBy(() -> RandomPairs.draw(faces(1), 2, 1))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("The 1 faces of known persons have no two of one person");
    assertThatThrownBy(() -> RandomPairs.all(List.of())).isInstanceOf(DataException.class);
  }

  @Test
  void pairsStrangersOfCelebaWhereItIsPresent() {
    Path celeba = Path.of("../../shared/data/celeba-9k");
    assumeTrue(Files.isDirectory(celeba), "celeba-9k is not present");
    AttributeDataset data = Layouts.read(celeba);
    List<Example> strangers = data.strangers(Partition.TEST);

    VerificationPairs drawn = RandomPairs.draw(strangers, 10_000, 1);
    assertThat(drawn.sameCount()).isEqualTo(754);
    assertThat(drawn.differentCount()).isEqualTo(9246);
    requireSound(drawn);
    assertThat(RandomPairs.all(strangers).size()).isEqualTo(499_500);
  }

  private static void requireSound(VerificationPairs pairs) {
    int[] first = pairs.first();
    int[] second = pairs.second();
    boolean[] same = pairs.same();
    Set<Long> seen = new HashSet<>();
    for (int i = 0; i < pairs.size(); i++) {
      assertThat(first[i]).isLessThan(second[i]);
      assertThat(seen.add(((long) first[i] << 32) | second[i])).isTrue();
      assertThat(pairs.faces().get(first[i]).identity() == pairs.faces().get(second[i]).identity())
          .isEqualTo(same[i]);
    }
  }

  private static List<String> names(VerificationPairs pairs) {
    List<String> names = new ArrayList<>();
    for (int i = 0; i < pairs.size(); i++) {
      names.add(
          "%s %s %s"
              .formatted(
                  pairs.same()[i] ? "same" : "different",
                  pairs.faces().get(pairs.first()[i]).picture().name(),
                  pairs.faces().get(pairs.second()[i]).picture().name()));
    }
    return names;
  }

  private static List<Example> faces(int persons) {
    List<Example> faces = new ArrayList<>();
    for (int person = 1; person <= persons; person++) {
      for (int i = 0; i < person; i++) {
        faces.add(new Example(Path.of(person + "-" + i), 10 * person, new boolean[0]));
      }
    }
    Collections.shuffle(faces, new Random(1));
    return List.copyOf(faces);
  }
}
