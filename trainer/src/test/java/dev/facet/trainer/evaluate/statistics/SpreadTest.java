package dev.facet.trainer.evaluate.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.apache.commons.statistics.descriptive.Mean;
import org.apache.commons.statistics.descriptive.StandardDeviation;
import org.junit.jupiter.api.Test;

class SpreadTest {
  @Test
  void agreesWithTheLibrary() {
    long seed = 8;
    Random random = new Random(seed);
    for (int run = 0; run < 50; run++) {
      double[] values = random.doubles(2 + random.nextInt(20), 0.5, 1).toArray();
      Spread spread = Spread.of(Arrays.stream(values).boxed().toList());
      assertThat(spread.mean())
          .as("seed %d, run %d", seed, run)
          .isCloseTo(Mean.of(values).getAsDouble(), within(1e-12));
      assertThat(spread.deviation())
          .as("seed %d, run %d", seed, run)
          .isCloseTo(StandardDeviation.of(values).getAsDouble(), within(1e-12));
    }
  }

  @Test
  void aSingleNumberDoesNotDeviate() {
    assertThat(Spread.of(List.of(3.0))).isEqualTo(new Spread(1, 3, 0, 3, 3));
  }

  @Test
  void nothingHasNoSpread() {
    assertThatIllegalArgumentException().isThrownBy(() -> Spread.of(List.of()));
  }
}
