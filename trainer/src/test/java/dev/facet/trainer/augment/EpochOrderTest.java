package dev.facet.trainer.augment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class EpochOrderTest {
  @Test
  void isAPermutation() {
    assertThat(EpochOrder.of(1, 0, 1000))
        .containsExactlyInAnyOrder(IntStream.range(0, 1000).toArray());
    assertThat(EpochOrder.of(1, 0, 0)).isEmpty();
  }

  @Test
  void dependsOnSeedAndEpochAlone() {
    assertThat(EpochOrder.of(1, 2, 50)).isEqualTo(EpochOrder.of(1, 2, 50));
    assertThat(EpochOrder.of(1, 2, 50)).isNotEqualTo(EpochOrder.of(1, 3, 50));
    assertThat(EpochOrder.of(1, 2, 50)).isNotEqualTo(EpochOrder.of(2, 2, 50));
  }

  @Test
  void givesEveryPermutationOfThreeItsShare() {
    Map<String, Integer> counts = new HashMap<>();
    for (int epoch = 0; epoch < 60_000; epoch++) {
      int[] order = EpochOrder.of(9, epoch, 3);
      counts.merge("" + order[0] + order[1] + order[2], 1, Integer::sum);
    }
    // Five standard deviations of a binomial of 60000 and 1/6 are 456.
    assertThat(counts.values()).hasSize(6).allMatch(count -> Math.abs(count - 10_000) < 456);
  }
}
