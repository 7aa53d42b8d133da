package dev.facet.exporter.quantize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class RangeMethodTest {
  /** A million numbers in -1..3, fewer and fewer towards 3, and one at 50. */
  private static Histogram withAStrayNumber() {
    Histogram histogram = new Histogram(-1, 50);
    float[] numbers = new float[1_000_000];
    for (int i = 0; i < numbers.length; i++) {
      float share = (i + 0.5f) / numbers.length;
      numbers[i] = -1 + 4 * share * share;
    }
    histogram.add(numbers);
    histogram.add(new float[] {50});
    return histogram;
  }

  @Test
  void minMaxHoldsEvenOneStrayNumber() {
    assertThat(RangeMethod.MIN_MAX.choose(withAStrayNumber())).isEqualTo(Range.of(-1, 50));
  }

  @Test
  void percentileLeavesStrayNumbersOut() {
    Range range = RangeMethod.PERCENTILE.choose(withAStrayNumber());

    double bin = 51.0 / Histogram.BINS;
    assertThat(255 * (double) range.scale()).isCloseTo(4, within(2 * bin));
    assertThat(range.zeroPoint()).isBetween(63, 64);
  }

  @Test
  void percentileNeverReachesBelowTheLeastNumber() {
    Histogram histogram = new Histogram(0, 10);
    histogram.add(new float[] {0, 0, 0, 10});

    assertThat(RangeMethod.PERCENTILE.choose(histogram)).extracting(Range::zeroPoint).isEqualTo(0);
  }

  @Test
  void entropyLeavesAStrayNumberOut() {
    Range range = RangeMethod.ENTROPY.choose(withAStrayNumber());

    assertThat(255 * (double) range.scale()).isBetween(3.9, 20.0);
  }

  @Test
  void areCalledAsOnTheCommandLine() {
    assertThat(RangeMethod.values())
        .extracting(RangeMethod::label)
        .containsExactly("min-max", "percentile", "entropy");
  }
}
