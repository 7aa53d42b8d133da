package dev.facet.exporter.quantize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class HistogramTest {
  @Test
  void countsEachNumberInItsBin() {
    Histogram histogram = new Histogram(-1, 1);

    histogram.add(new float[] {-1, -1, 0.0005f, 1});

    assertThat(histogram.count(0)).isEqualTo(2);
    assertThat(histogram.count(1024)).isEqualTo(1);
    assertThat(histogram.count(Histogram.BINS - 1)).isEqualTo(1);
    assertThat(histogram.total()).isEqualTo(4);
  }

  @Test
  void knowsExactZerosFromNumbersBesideThem() {
    Histogram histogram = new Histogram(0, 2048);

    histogram.add(new float[] {0, 0, 0.5f, 7});

    assertThat(histogram.count(0)).isEqualTo(3);
    assertThat(histogram.withoutZeros()[0]).isEqualTo(1);
    assertThat(histogram.withoutZeros()[7]).isEqualTo(1);
  }

  @Test
  void findsTheNumberBelowWhichAShareLies() {
    Histogram histogram = new Histogram(0, 100);
    float[] numbers = new float[10_000];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = i / 100f;
    }

    histogram.add(numbers);

    double bin = 100.0 / Histogram.BINS;
    assertThat(histogram.quantile(0.25)).isCloseTo(25, within(bin));
    assertThat(histogram.quantile(0.999)).isCloseTo(99.9, within(bin));
    assertThat(histogram.quantile(0)).isCloseTo(0, within(bin));
  }

  @Test
  void bearsAnActivationThatNeverMoves() {
    Histogram histogram = new Histogram(3, 3);

    histogram.add(new float[] {3, 3});

    assertThat(histogram.count(0)).isEqualTo(2);
    assertThat(histogram.quantile(0.5)).isEqualTo(3);
  }

  @Test
  void refusesBoundsThatAreNone() {
    assertThatThrownBy(() -> new Histogram(0, Double.NaN))
        .hasMessageContaining("must be finite")
        .hasMessageContaining("found 0.0 to NaN");
    assertThatThrownBy(() -> new Histogram(2, 1)).hasMessageContaining("found 2.0 to 1.0");
  }
}
