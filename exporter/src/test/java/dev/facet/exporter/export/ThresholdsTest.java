package dev.facet.exporter.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ThresholdsTest {
  private static final long SEED = 35;
  private static final int FACES = 400;
  private final Random random = new Random(SEED);

  @Test
  void aThresholdThatIsClearlyBetterIsTaken() {
    // whoever shows it has 0.3 or more, whoever does not has less
    double threshold = choose(0.3);

    assertThat(threshold).isBetween(0.28, 0.32);
  }

  @Test
  void itStaysWhereItIsWhenNoOtherIsBetter() {
    assertThat(choose(0.5)).isEqualTo(0.5);
  }

  @Test
  void itStaysWhenTheGainCouldBeChance() {
    // answers by chance: for each of forty attributes some threshold is best, and means nothing
    List<String> attributes = IntStream.range(0, 40).mapToObj(Integer::toString).toList();
    float[][] probabilities = new float[FACES][attributes.size()];
    boolean[][] labels = new boolean[FACES][attributes.size()];
    for (int i = 0; i < FACES; i++) {
      for (int a = 0; a < attributes.size(); a++) {
        probabilities[i][a] = random.nextFloat();
        labels[i][a] = random.nextBoolean();
      }
    }

    assertThat(Thresholds.choose(attributes, probabilities, labels).values())
        .as("seed %d", SEED)
        .containsOnly(0.5);
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

  /** The threshold for labels that are right from a probability on. */
  private double choose(double from) {
    float[][] probabilities = new float[FACES][1];
    boolean[][] labels = new boolean[FACES][1];
    for (int i = 0; i < FACES; i++) {
      probabilities[i][0] = random.nextFloat();
      labels[i][0] = probabilities[i][0] >= from;
    }
    return Thresholds.choose(List.of("Smiling"), probabilities, labels).get("Smiling");
  }
}
