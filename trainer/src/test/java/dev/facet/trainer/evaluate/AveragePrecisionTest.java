package dev.facet.trainer.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class AveragePrecisionTest {
  private static final Offset<Double> EXACT = Offset.offset(1e-12);

  @Test
  void isOneWhenAllPositivesComeFirst() {
    assertThat(of(new float[] {.9f, .8f, .2f, .1f}, true, true, false, false)).isCloseTo(1, EXACT);
  }

  @Test
  void addsPrecisionAtEachPositive() {
    // Ranks of the positives are 1, 3 and 4: (1/1 + 2/3 + 3/4) / 3.
    assertThat(of(new float[] {.9f, .7f, .6f, .5f, .1f}, true, false, true, true, false))
        .isCloseTo((1 + 2 / 3.0 + 3 / 4.0) / 3, EXACT);
  }

  @Test
  void takesEqualProbabilitiesAsOneStepInAnyOrder() {
    // First step: 1 of 1; second: 2 of 4 at once, so (1 * 1 + 1 * 2/4) / 2.
    float[] probabilities = {.9f, .5f, .5f, .5f};
    double expected = (1 + 2 / 4.0) / 2;

    assertThat(of(probabilities, true, true, false, false)).isCloseTo(expected, EXACT);
    assertThat(of(probabilities, true, false, false, true)).isCloseTo(expected, EXACT);
  }

  @Test
  void isThePrevalenceWhenNothingIsRanked() {
    assertThat(of(new float[] {.3f, .3f, .3f, .3f}, false, true, false, false))
        .isCloseTo(0.25, EXACT);
  }

  @Test
  void takesBothZerosAsEqual() {
    assertThat(of(new float[] {0f, -0f}, true, false)).isCloseTo(0.5, EXACT);
    assertThat(of(new float[] {-0f, 0f}, true, false)).isCloseTo(0.5, EXACT);
  }

  @Test
  void isAbsentWithoutPositives() {
    assertThat(AveragePrecision.of(new float[] {.5f}, new boolean[] {false})).isEmpty();
  }

  @Test
  void agreesWithTheDefinitionOnRandomRankings() {
    long seed = 20_251;
    Random random = new Random(seed);
    for (int run = 0; run < 200; run++) {
      int size = 1 + random.nextInt(30);
      float[] probabilities = new float[size];
      boolean[] labels = new boolean[size];
      for (int i = 0; i < size; i++) {
        probabilities[i] = random.nextInt(8) / 8f;
        labels[i] = random.nextBoolean();
      }
      labels[random.nextInt(size)] = true;
      assertThat(of(probabilities, labels))
          .as("seed %d, run %d", seed, run)
          .isCloseTo(byDefinition(probabilities, labels), Offset.offset(1e-9));
    }
  }

  /** Every threshold from high to low, counting anew each time. */
  private static double byDefinition(float[] probabilities, boolean[] labels) {
    double sum = 0;
    double recallBefore = 0;
    for (int eighths = 8; eighths >= 0; eighths--) {
      int found = 0;
      int chosen = 0;
      int positives = 0;
      for (int i = 0; i < labels.length; i++) {
        boolean above = probabilities[i] >= eighths / 8f;
        chosen += above ? 1 : 0;
        found += above && labels[i] ? 1 : 0;
        positives += labels[i] ? 1 : 0;
      }
      double recall = (double) found / positives;
      sum += chosen == 0 ? 0 : (recall - recallBefore) * found / chosen;
      recallBefore = recall;
    }
    return sum;
  }

  private static double of(float[] probabilities, boolean... labels) {
    return AveragePrecision.of(probabilities, labels).orElseThrow();
  }
}
