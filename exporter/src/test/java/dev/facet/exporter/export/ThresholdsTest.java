package dev.facet.exporter.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ThresholdsTest {
  private static final long SEED = 35;
  private static final int FACES = 400;
  private final Random random = new Random(SEED);

  @Test
  void aThresholdThatIsClearlyBetterIsTaken() {
    // whoever shows it has 0.3 or more, whoever does not has less
    double threshold = choose(0.3, 0);

    assertThat(threshold).isBetween(0.28, 0.32);
  }

  @Test
  void itStaysWhereItIsWhenNoOtherIsBetter() {
    assertThat(choose(0.5, 0)).isEqualTo(0.5);
  }

  @Test
  void itStaysWhenTheGainCouldBeChance() {
    // answers by chance: some threshold is always best, and means nothing
    for (int i = 0; i < 20; i++) {
      assertThat(choose(0.5, 0.5)).as("seed %d, draw %d", SEED, i).isEqualTo(0.5);
    }
  }

  @Test
  void everyAttributeHasItsOwn() {
    float[][] probabilities = new float[FACES][2];
    boolean[][] labels = new boolean[FACES][2];
    for (int i = 0; i < FACES; i++) {
      float probability = (i + 0.5f) / FACES;
      probabilities[i] = new float[] {probability, probability};
      labels[i] = new boolean[] {probability >= 0.25, probability >= 0.75};
    }

    assertThat(Thresholds.choose(List.of("Smiling", "Bald"), probabilities, labels))
        .containsExactly(entry("Smiling", 0.25), entry("Bald", 0.75));
  }

  /** The threshold for labels that are right from a probability on, a share of them turned. */
  private double choose(double from, double turned) {
    float[][] probabilities = new float[FACES][1];
    boolean[][] labels = new boolean[FACES][1];
    for (int i = 0; i < FACES; i++) {
      probabilities[i][0] = random.nextFloat();
      labels[i][0] = probabilities[i][0] >= from ^ random.nextDouble() < turned;
    }
    return Thresholds.choose(List.of("Smiling"), probabilities, labels).get("Smiling");
  }
}
