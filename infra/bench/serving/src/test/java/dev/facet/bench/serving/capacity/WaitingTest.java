package dev.facet.bench.serving.capacity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class WaitingTest {
  @Test
  void oneServerWaitsAsOftenAsItIsBusy() {
    assertThat(new Waiting(0.8, 1, 1, 1).probability()).isCloseTo(0.8, within(1e-12));
  }

  @Test
  void twoServersOfOneErlangLetAThirdWait() {
    assertThat(new Waiting(1, 1, 1, 2).probability()).isCloseTo(1.0 / 3, within(1e-12));
  }

  /** The table that every course prints: 10 erlangs, 12 servers. */
  @Test
  void twelveServersOfTenErlangs() {
    assertThat(new Waiting(10, 1, 1, 12).probability()).isCloseTo(0.4494, within(1e-4));
  }

  @Test
  void equalServiceTimesHalveTheWait() {
    assertThat(new Waiting(0.5, 1, 1, 1).mean()).isCloseTo(1, within(1e-12));
    assertThat(new Waiting(0.5, 1, 0, 1).mean()).isCloseTo(0.5, within(1e-12));
  }

  @Test
  void requestsInFlightAreRateTimesTime() {
    assertThat(new Waiting(0.5, 1, 1, 1).inFlight()).isCloseTo(1, within(1e-12));
  }

  @Test
  void whoDoesNotWaitTakesItsService() {
    assertThat(new Waiting(0.01, 1, 1, 1).percentile(0.95)).isEqualTo(1);
  }

  @Test
  void percentileOfOneServerFollowsItsExponentialWait() {
    // P(wait > t) = 0.5 exp(-t / 2): 0.05 at 2 ln 10
    assertThat(new Waiting(0.5, 1, 1, 1).percentile(0.95))
        .isCloseTo(1 + 2 * Math.log(10), within(1e-9));
  }

  @Test
  void tooFewServersWaitForEver() {
    Waiting waiting = new Waiting(3, 1, 1, 2);

    assertThat(waiting.stable()).isFalse();
    assertThat(waiting.mean()).isInfinite();
  }
}
