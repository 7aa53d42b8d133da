package dev.facet.trainer.augment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SeedsTest {
  @Test
  void mixesTheSamePartsToTheSameSeed() {
    assertThat(Seeds.mix(1, 2, 3)).isEqualTo(Seeds.mix(1, 2, 3));
  }

  /** A changed hash would silently change every run that is repeated or resumed. */
  @Test
  void keepsItsHashFromVersionToVersion() {
    assertThat(Seeds.mix(1, 2, 3)).isEqualTo(6548580830893916435L);
  }

  @Test
  void tellsOrderAndLengthApart() {
    assertThat(Set.of(Seeds.mix(1, 2), Seeds.mix(2, 1), Seeds.mix(1), Seeds.mix(1, 2, 0)))
        .hasSize(4);
  }

  @Test
  void givesNeighboursDifferentSeeds() {
    Set<Long> seeds = new HashSet<>();
    for (int epoch = 0; epoch < 100; epoch++) {
      for (int index = 0; index < 100; index++) {
        seeds.add(Seeds.mix(42, epoch, index));
      }
    }
    assertThat(seeds).hasSize(10_000);
  }

  @Test
  void drawsUniformNumbers() {
    int[] tenths = new int[10];
    for (int i = 0; i < 100_000; i++) {
      tenths[(int) (10 * Seeds.uniform(7, i))]++;
    }
    // Five standard deviations of a binomial of 100000 and 1/10 are 474.
    assertThat(Arrays.stream(tenths)).allMatch(count -> Math.abs(count - 10_000) < 474);
  }

  @Test
  void drawsEveryNumberBelowABoundAndNoOther() {
    assertThat(
            IntStream.range(0, 1000).map(i -> Seeds.below(5, 3, i)).distinct().sorted().toArray())
        .containsExactly(0, 1, 2, 3, 4);
    assertThatThrownBy(() -> Seeds.below(0, 1))
        .hasMessage("bound must be a whole number of at least 1, found 0");
  }
}
