package dev.facet.exporter.export;

import static org.assertj.core.api.Assertions.assertThat;

import dev.facet.exporter.bundle.Manifest.OperatingPoint;
import dev.facet.exporter.bundle.Manifest.VerificationEntry;
import dev.facet.trainer.data.Partition;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class OperatingPointsTest {
  @Test
  void statesTheRatesAtWhichTenPairsOfTwoPersonsAreAccepted() {
    VerificationEntry entry = measure(1000).orElseThrow();

    assertThat(entry.partition()).isEqualTo("validation");
    assertThat(entry.samePairs()).isEqualTo(4);
    assertThat(entry.differentPairs()).isEqualTo(1000);
    assertThat(entry.points())
        .containsExactly(
            new OperatingPoint(0.1, 0.9, 0.75, 100), new OperatingPoint(0.01, 0.990001, 0.5, 10));
  }

  @Test
  void statesNothingBelowOneInAThousand() {
    assertThat(measure(200_000).orElseThrow().points())
        .extracting(OperatingPoint::falseAcceptRate)
        .containsExactly(0.1, 0.01, 0.001);
  }

  @Test
  void statesNothingThatHangsOnAFewPairs() {
    assertThat(measure(99)).isEmpty();
  }

  @Test
  void roundsThresholdsUp() {
    float[] similarities = new float[101];
    Arrays.fill(similarities, 0, 100, 0.1f);
    Arrays.fill(similarities, 0, 10, 0.70000005f);
    boolean[] same = new boolean[101];
    same[100] = true;

    OperatingPoint point =
        OperatingPoints.of(similarities, same, Partition.VALIDATION, 20)
            .orElseThrow()
            .points()
            .getFirst();

    assertThat(point.threshold()).isEqualTo(0.700001);
  }

  /** Pairs of two persons evenly from 0 to 1, and four of one person: 0.5, 0.905, 0.992, 1. */
  private static java.util.Optional<VerificationEntry> measure(int different) {
    float[] similarities = new float[different + 4];
    boolean[] same = new boolean[different + 4];
    for (int i = 0; i < different; i++) {
      similarities[i] = (float) i / different;
    }
    float[] genuine = {0.5f, 0.905f, 0.992f, 1};
    for (int i = 0; i < genuine.length; i++) {
      similarities[different + i] = genuine[i];
      same[different + i] = true;
    }
    return OperatingPoints.of(similarities, same, Partition.VALIDATION, 50);
  }
}
