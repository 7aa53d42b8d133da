package dev.facet.trainer.evaluate.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.apache.commons.statistics.descriptive.Quantile;
import org.apache.commons.statistics.descriptive.Quantile.EstimationMethod;
import org.junit.jupiter.api.Test;

class IntervalTest {
  @Test
  void cutsOffBothEndsAlike() {
    double[] values = {5, 1, 4, 2, 3};

    assertThat(Interval.middle(values, 0.5)).isEqualTo(new Interval(2, 4));
    assertThat(values).as("left as they were").containsExactly(5, 1, 4, 2, 3);
    assertThat(Interval.middle(new double[] {7}, 0.95)).isEqualTo(new Interval(7, 7));
  }

  @Test
  void agreesWithTheLibrary() {
    long seed = 12;
    Random random = new Random(seed);
    Quantile library = Quantile.withDefaults().with(EstimationMethod.HF7);
    for (int run = 0; run < 100; run++) {
      double[] values = random.doubles(1 + random.nextInt(2000)).toArray();
      double share = 0.01 + 0.98 * random.nextDouble();
      Interval interval = Interval.middle(values, share);
      assertThat(interval.low())
          .as("seed %d, run %d", seed, run)
          .isCloseTo(library.evaluate(values, (1 - share) / 2), within(1e-12));
      assertThat(interval.high())
          .as("seed %d, run %d", seed, run)
          .isCloseTo(library.evaluate(values, (1 + share) / 2), within(1e-12));
    }
  }

  @Test
  void refusesNothingAndEverything() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Interval.middle(new double[0], 0.95))
        .withMessageContaining("found 0 and 0.95");
    assertThatIllegalArgumentException().isThrownBy(() -> Interval.middle(new double[1], 1));
  }
}
