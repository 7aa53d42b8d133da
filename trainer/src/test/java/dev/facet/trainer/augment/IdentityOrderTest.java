package dev.facet.trainer.augment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.facet.trainer.data.DataException;
import dev.facet.trainer.data.Example;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class IdentityOrderTest {
  private static final int PERSONS = 4;
  private static final int EACH = 3;

  /** Persons 100, 200, ... with 1, 2, ... 11 faces each, shuffled. */
  private static final List<Example> FACES = faces(11);

  private static final FaceOrder ORDER = new IdentityOrder(7, FACES, PERSONS, EACH);

  @Test
  void everyBatchShowsThatManyPersonsWithThatManyFacesEach() {
    for (int epoch = 0; epoch < 50; epoch++) {
      int[] order = ORDER.epoch(epoch);
      for (int at = 0; at < order.length; at += PERSONS * EACH) {
        int[] batch = persons(Arrays.copyOfRange(order, at, at + PERSONS * EACH));
        for (int i = 0; i < batch.length; i++) {
          assertThat(batch[i]).isEqualTo(batch[i / EACH * EACH]);
        }
        assertThat(IntStream.of(batch).distinct().count())
            .as("epoch %d, from place %d", epoch, at)
            .isEqualTo(PERSONS);
      }
    }
  }

  @Test
  void everyPersonIsShownEquallyOftenHoweverManyFacesThereAre() {
    // 66 faces, 11 persons, 3 faces a turn: two rounds an epoch, 22 turns, of which 20 fill batches
    assertThat(ORDER.length()).isEqualTo(20 * EACH);
    int[] turns = new int[11];
    for (int epoch = 0; epoch < 1100; epoch++) {
      int[] ofEpoch = new int[11];
      for (int person : persons(ORDER.epoch(epoch))) {
        ofEpoch[person / 100 - 1]++;
      }
      for (int person = 0; person < 11; person++) {
        assertThat(ofEpoch[person]).isIn(EACH, 2 * EACH);
        turns[person] += ofEpoch[person] / EACH;
      }
    }
    // 2000 expected; a turn is missed with chance 2/11, so five standard deviations are 64
    for (int each : turns) {
      assertThat(each).isBetween(1936, 2064);
    }
  }

  @Test
  void aPersonsFacesDifferWithinATurnAndAreShownEquallyOften() {
    int[] shown = new int[FACES.size()];
    for (int epoch = 0; epoch < 2000; epoch++) {
      int[] order = ORDER.epoch(epoch);
      for (int at = 0; at < order.length; at += EACH) {
        int faces = FACES.get(order[at]).identity() / 100;
        assertThat(Arrays.stream(order, at, at + EACH).distinct().count())
            .isEqualTo(Math.min(EACH, faces));
      }
      Arrays.stream(order).forEach(each -> shown[each]++);
    }
    for (int i = 0; i < shown.length; i++) {
      int faces = FACES.get(i).identity() / 100;
      double expected = 2000 * 20.0 / 11 * EACH / faces;
      assertThat((double) shown[i]).isBetween(0.85 * expected, 1.15 * expected);
    }
  }

  @Test
  void dependsOnSeedAndEpochAlone() {
    assertThat(new IdentityOrder(7, FACES, PERSONS, EACH).epoch(5)).isEqualTo(ORDER.epoch(5));
    assertThat(ORDER.epoch(6)).isNotEqualTo(ORDER.epoch(5));
    assertThat(new IdentityOrder(8, FACES, PERSONS, EACH).epoch(5)).isNotEqualTo(ORDER.epoch(5));
  }

  @Test
  void variesAFaceThatIsShownTwiceInTwoWays() {
    assertThat(ORDER.variation(1, 3, 9)).isNotEqualTo(ORDER.variation(1, 4, 9));
    assertThat(ORDER.variation(1, 3, 9)).isNotEqualTo(ORDER.variation(2, 3, 9));
    assertThat(ORDER.variation(1, 3, 9)).isEqualTo(ORDER.variation(1, 3, 9));
  }

  @Test
  void leavesOutFacesOfUnknownPersons() {
    List<Example> faces = new ArrayList<>(FACES);
    faces.set(4, new Example(Path.of("x"), Example.UNKNOWN_IDENTITY, new boolean[0]));
    FaceOrder order = new IdentityOrder(7, faces, 2, 2);
    for (int epoch = 0; epoch < 20; epoch++) {
      assertThat(order.epoch(epoch)).doesNotContain(4);
    }
  }

  @Test
  void keepsPersonsApartWhereABatchShowsNearlyAllOfThem() {
    List<Example> five = faces(5);
    FaceOrder order = new IdentityOrder(3, five, 4, 2);
    for (int epoch = 0; epoch < 200; epoch++) {
      int[] who = Arrays.stream(order.epoch(epoch)).map(i -> five.get(i).identity()).toArray();
      for (int at = 0; at < who.length; at += 8) {
        assertThat(Arrays.stream(who, at, at + 8).distinct().count()).isEqualTo(4);
      }
    }
  }

  @Test
  void saysThatThereAreTooFewPersons() {
    assertThatThrownBy(() -> new IdentityOrder(7, FACES, 12, 2))
        .isInstanceOf(DataException.class)
        .hasMessage(
            "The faces to train on show 11 known persons, but a batch takes 12 (batchSize /"
                + " facesPerIdentity): choose a smaller batch, or sampling: uniform.");
  }

  private static int[] persons(int[] order) {
    return Arrays.stream(order).map(index -> FACES.get(index).identity()).toArray();
  }

  private static List<Example> faces(int persons) {
    List<Example> faces = new ArrayList<>();
    for (int person = 1; person <= persons; person++) {
      for (int i = 0; i < person; i++) {
        faces.add(new Example(Path.of(person + "-" + i), 100 * person, new boolean[0]));
      }
    }
    Collections.shuffle(faces, new Random(1));
    return List.copyOf(faces);
  }
}
