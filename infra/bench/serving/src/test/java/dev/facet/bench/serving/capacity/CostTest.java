package dev.facet.bench.serving.capacity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class CostTest {
  private static final Scaling SCALING = Scaling.shipped();
  private static final Cost COST = new Cost(0.00001, 0.000002, 2, 0.5);

  private final Sizing toZero = new Sizing(SCALING, 0.002, 0.3, 2);
  private final Sizing never = new Sizing(SCALING.of(8, 0.7, 1, 50), 0.002, 0.3, 2);

  @Test
  void aReplicaCostsItsProcessorsAndItsMemory() {
    assertThat(COST.replicaSecond()).isCloseTo(0.000021, within(1e-15));
  }

  @Test
  void aMillionAtAnEvenRateTakesAMillionthOfTheRateInSeconds() {
    assertThat(COST.million(3, 100)).isCloseTo(0.63, within(1e-12)); // 10,000 s x 3
  }

  @Test
  void emptyHoursCostNothingButTheLastReplicasStay() {
    Day half = new Day(List.of(10, 0)); // twelve hours of 1 a second

    assertThat(COST.million(toZero, half, 1, 210))
        .isCloseTo(1e6 * (43_200 + 210) * 0.000021 / 43_200, within(1e-9));
    assertThat(COST.million(never, half, 1, 210)).isCloseTo(42, within(1e-9));
  }

  @Test
  void theAutoscalerSettlesWhereItWantsNoMore() {
    Sizing.Result few = toZero.of(100);
    Sizing.Result many = toZero.of(10_000);

    assertThat(few.replicas()).isEqualTo(1);
    assertThat(many.replicas()).isBetween(11, 13); // 10 are busy without a pause
    assertThat(many.utilization()).isLessThan(1);
    assertThat(many.times().p95()).isGreaterThan(few.times().p95());
  }
}
