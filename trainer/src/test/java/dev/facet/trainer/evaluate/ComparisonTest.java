package dev.facet.trainer.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import dev.facet.trainer.data.DataException;
import dev.facet.trainer.evaluate.statistics.Spread;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ComparisonTest {
  /** Metrics of ten faces and one attribute, of which so many are right. */
  private static Metrics right(int count) {
    float[][] probabilities = new float[10][1];
    boolean[][] labels = new boolean[10][1];
    for (int i = 0; i < 10; i++) {
      labels[i][0] = i < 5;
      boolean hit = i < count;
      probabilities[i][0] = labels[i][0] == hit ? 0.9f : 0.1f;
    }
    return new Evaluator(List.of("Smiling")).evaluate(probabilities, labels);
  }

  @Test
  void sumsUpTheRunsOfARecipe() {
    Comparison comparison =
        new Comparison(
            List.of(
                new Comparison.Entry("a", 1, right(7)),
                new Comparison.Entry("a", 2, right(8)),
                new Comparison.Entry("a", 3, right(9))));
    Map<String, Spread> spreads = comparison.spreads(metrics -> metrics.means().accuracy());
    assertThat(spreads.get("a").mean()).isCloseTo(0.8, within(1e-12));
    assertThat(spreads.get("a").deviation()).isCloseTo(0.1, within(1e-12));
    assertThat(spreads.get("a").least()).isEqualTo(0.7);
    assertThat(spreads.get("a").most()).isEqualTo(0.9);
  }

  @Test
  void differencesAreTakenSeedBySeed() {
    String table =
        new Comparison(
                List.of(
                    new Comparison.Entry("base", 1, right(5)),
                    new Comparison.Entry("base", 2, right(8)),
                    new Comparison.Entry("new", 2, right(9)),
                    new Comparison.Entry("new", 1, right(6))))
            .table();
    assertThat(table).contains("+10.00 +/- 0.00");
  }

  @Test
  void aSeedTwiceIsNamed() {
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(
            () ->
                new Comparison(
                    List.of(
                        new Comparison.Entry("a", 1, right(5)),
                        new Comparison.Entry("a", 1, right(5)))))
        .withMessageContaining("Two runs of recipe a have seed 1");
  }
}
