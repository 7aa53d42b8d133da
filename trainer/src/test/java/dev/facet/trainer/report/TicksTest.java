package dev.facet.trainer.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class TicksTest {
  @Test
  void areRoundNumbersAroundTheData() {
    assertThat(Ticks.around(0.21, 0.58).values())
        .usingElementComparator((a, b) -> Math.abs(a - b) < 1e-9 ? 0 : Double.compare(a, b))
        .containsExactly(0.2, 0.3, 0.4, 0.5, 0.6);
    assertThat(Ticks.around(78, 89.1).values())
        .containsExactly(78.0, 80.0, 82.0, 84.0, 86.0, 88.0, 90.0);
  }

  @Test
  void encloseAnyRangeWithFewSteps() {
    long seed = 99;
    Random random = new Random(seed);
    for (int run = 0; run < 500; run++) {
      double least = random.nextGaussian() * Math.pow(10, random.nextInt(-6, 6));
      double most = least + (0.001 + random.nextDouble()) * Math.abs(least);
      Ticks ticks = Ticks.around(least, most);
      Offset<Double> close = Offset.offset(1e-6 * ticks.step());
      assertThat(ticks.least())
          .as("seed %d run %d", seed, run)
          .isLessThanOrEqualTo(least + 1e-6 * ticks.step());
      assertThat(ticks.most())
          .as("seed %d run %d", seed, run)
          .isGreaterThanOrEqualTo(most - 1e-6 * ticks.step());
      assertThat(ticks.values()).hasSizeBetween(2, 9);
      assertThat(ticks.values().get(1) - ticks.least()).isCloseTo(ticks.step(), close);
    }
  }

  @Test
  void widenARangeOfNoWidth() {
    assertThat(Ticks.around(0.5, 0.5).values()).hasSizeGreaterThan(1);
    assertThat(Ticks.around(0, 0).values()).hasSizeGreaterThan(1);
  }

  @Test
  void labelWithTheDigitsThatTheStepNeeds() {
    assertThat(Ticks.around(0.21, 0.58).label(0.30000000000000004)).isEqualTo("0.3");
    assertThat(Ticks.around(0, 0.002).label(0.0015)).isEqualTo("1.5e-03");
    assertThat(Ticks.around(78, 89).label(80)).isEqualTo("80");
    assertThat(Ticks.around(0, 0.02).label(0.015)).isEqualTo("0.015");
  }
}
