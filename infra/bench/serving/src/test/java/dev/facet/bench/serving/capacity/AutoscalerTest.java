package dev.facet.bench.serving.capacity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class AutoscalerTest {
  /** A replica for every 7 in flight, windows of 60 and 6 s, decisions every 2 s, no delay. */
  private static final Scaling SCALING =
      new Scaling(10, 0.7, 60, 6, 2, 2, 1, 1000, 2, 1, 0, 50, 0, 0, 30);

  private final Autoscaler autoscaler = new Autoscaler(SCALING, 1);

  @Test
  void wantsWhatTheStableWindowNeeds() {
    assertThat(autoscaler.decide(0, 20, 20, 2)).isEqualTo(3); // 20 / 7 = 2.9
    assertThat(autoscaler.panics()).isFalse();
  }

  @Test
  void panicsWhenTwiceAsManyAreNeededAsAreReady() {
    assertThat(autoscaler.decide(0, 10, 28, 2)).isEqualTo(4); // 28 / 7 = 4 = 2 x 2
    assertThat(autoscaler.panics()).isTrue();
  }

  @Test
  void doesNotPanicBelowTheThreshold() {
    assertThat(autoscaler.decide(0, 10, 21, 2)).isEqualTo(2);
    assertThat(autoscaler.panics()).isFalse();
  }

  @Test
  void takesNothingAwayInAPanicAndForAWindowAfterIt() {
    autoscaler.decide(0, 10, 70, 2);

    assertThat(autoscaler.decide(2, 7, 7, 10)).isEqualTo(10);
    assertThat(autoscaler.decide(60, 7, 7, 10)).isEqualTo(10);
    assertThat(autoscaler.decide(62, 7, 7, 10)).isEqualTo(5); // halved at most
    assertThat(autoscaler.panics()).isFalse();
  }

  @Test
  void shrinksToHalfAtMostInOneDecision() {
    assertThat(autoscaler.decide(0, 7, 7, 9)).isEqualTo(4);
  }

  @Test
  void growsByTheLargestRateAtMost() {
    Scaling slow = new Scaling(10, 0.7, 60, 6, 2, 2, 1, 1.5, 2, 1, 0, 50, 0, 0, 30);

    assertThat(new Autoscaler(slow, 1).decide(0, 700, 700, 2)).isEqualTo(3);
  }

  @Test
  void startsAsManyAsActivationAsksFor() {
    Scaling three = new Scaling(10, 0.7, 60, 6, 2, 2, 1, 1000, 2, 3, 0, 50, 0, 0, 30);

    assertThat(new Autoscaler(three, 0).decide(0, 1, 1, 0)).isEqualTo(3);
  }

  @Test
  void obeysTheLargestWishOfTheDelay() {
    Scaling delayed = new Scaling(10, 0.7, 60, 6, 2, 2, 1, 1000, 2, 1, 0, 50, 30, 0, 30);
    Autoscaler waiting = new Autoscaler(delayed, 4);
    waiting.decide(0, 28, 28, 4);

    assertThat(waiting.decide(28, 14, 14, 4)).isEqualTo(4);
    assertThat(waiting.decide(31, 14, 14, 4)).isEqualTo(2);
  }

  @Test
  void keepsTheLastReplicaForTheGracePeriod() {
    for (int second = 0; second < 30; second++) {
      autoscaler.observe(second, 0, 1).ifPresent(wanted -> assertThat(wanted).isEqualTo(1));
    }

    assertThat(autoscaler.observe(30, 0, 1)).isEqualTo(OptionalInt.of(0));
  }

  @Test
  void wakesAtTheFirstRequestWithoutWaitingForTheNextDecision() {
    Autoscaler asleep = new Autoscaler(SCALING, 0);

    assertThat(asleep.observe(0, 0, 0)).isEqualTo(OptionalInt.of(0));
    assertThat(asleep.observe(1, 1, 0)).isEqualTo(OptionalInt.of(1));
  }

  @Test
  void neverWantsMoreThanTheLargestScale() {
    assertThat(autoscaler.observe(0, 10_000, 1)).isEqualTo(OptionalInt.of(50));
  }

  @Test
  void meansAreOverTheirWindowsOnly() {
    Recent recent = new Recent(60);
    for (int second = 0; second < 100; second++) {
      recent.add(second, second);
    }

    assertThat(recent.mean(6)).isEqualTo(96.5); // 94 to 99
    assertThat(recent.mean(60)).isEqualTo(69.5); // 40 to 99
  }
}
