package dev.facet.exporter.quantize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class EntropyRangeTest {
  private static final double TINY = 1e-3;

  @Test
  void isNothingWhereEveryBinHasALevel() {
    assertThat(EntropyRange.divergence(new long[] {5, 1, 7, 2}, 0, 3, 4))
        .isCloseTo(0, within(1e-9));
  }

  /** P = (4 2 3 3) / 12 and Q = (3 3 3 3) / 12. */
  @Test
  void agreesWithAHandOnLevelsOfTwoBins() {
    double byHand = 4 / 12.0 * Math.log(4 / 3.0) + 2 / 12.0 * Math.log(2 / 3.0);

    assertThat(EntropyRange.divergence(new long[] {4, 2, 3, 3}, 0, 3, 2))
        .isCloseTo(byHand, within(1e-9));
  }

  /** Two numbers beyond the fourth bin: P = (4 2 3 3) / 12, Q = (3 3 2 2) / 10. */
  @Test
  void putsOutliersIntoTheLastBinOfTheReferenceOnly() {
    double byHand =
        4 / 12.0 * Math.log(4 / 12.0 / 0.3)
            + 2 / 12.0 * Math.log(2 / 12.0 / 0.3)
            + 2 * 3 / 12.0 * Math.log(3 / 12.0 / 0.2);

    assertThat(EntropyRange.divergence(new long[] {4, 2, 3, 1, 0, 2}, 0, 3, 2))
        .isCloseTo(byHand, within(1e-9));
  }

  /** The same below: P = (6 2 3 3) / 14, Q = (3 3 3 3) / 12. */
  @Test
  void putsOutliersBelowIntoTheFirstBin() {
    double byHand =
        6 / 14.0 * Math.log(6 / 14.0 * 4)
            + 2 / 14.0 * Math.log(2 / 14.0 * 4)
            + 2 * 3 / 14.0 * Math.log(3 / 14.0 * 4);

    assertThat(EntropyRange.divergence(new long[] {2, 4, 2, 3, 3}, 1, 4, 2))
        .isCloseTo(byHand, within(1e-9));
  }

  @Test
  void spreadsALevelOverItsFilledBinsOnly() {
    assertThat(EntropyRange.divergence(new long[] {4, 0, 3, 3}, 0, 3, 2))
        .isCloseTo(0, within(TINY));
  }

  @Test
  void punishesClippingToABinThatHoldsNothingItself() {
    long[] counts = {5, 5, 5, 0, 5};

    assertThat(EntropyRange.divergence(counts, 0, 3, 4)).isGreaterThan(1);
  }

  @Test
  void keepsAllOfAUniformDistribution() {
    assertThat(bounds(uniform(0, 10))).containsExactly(0, 10);
    assertThat(bounds(uniform(-4, 10))).containsExactly(-4, 10);
  }

  @Test
  void clipsOneStrayNumberFarOut() {
    Histogram histogram = new Histogram(0, 100);
    histogram.add(bell(20_000, 0, 10));
    histogram.add(new float[] {100});

    double[] bounds = bounds(histogram);

    assertThat(bounds[0]).isZero();
    assertThat(bounds[1]).isBetween(10.0, 20.0);
  }

  @Test
  void clipsOnBothSidesOfZero() {
    Histogram histogram = new Histogram(-90, 100);
    histogram.add(bell(20_000, -10, 10));
    histogram.add(new float[] {-90, 100});

    double[] bounds = bounds(histogram);

    assertThat(bounds[0]).isBetween(-20.0, -10.0);
    assertThat(bounds[1]).isBetween(10.0, 20.0);
  }

  /** A rectifier's zeros are exact in every range, so they must not count as a loss in any. */
  @Test
  void choosesTheSameWithAndWithoutARectifiersZeros() {
    Histogram plain = new Histogram(0, 30);
    plain.add(bell(20_000, 0, 10));
    Histogram rectified = new Histogram(0, 30);
    rectified.add(bell(20_000, 0, 10));
    rectified.add(new float[50_000]);

    assertThat(EntropyRange.choose(rectified)).isEqualTo(EntropyRange.choose(plain));
    assertThat(bounds(rectified)[1]).isBetween(9.0, 12.0);
  }

  @Test
  void bearsAnActivationThatNeverMoves() {
    Histogram zeros = new Histogram(0, 0);
    zeros.add(new float[8]);

    assertThat(EntropyRange.choose(zeros)).isEqualTo(Range.of(0, 0));
  }

  private static double[] bounds(Histogram histogram) {
    Range range = EntropyRange.choose(histogram);
    double low = -range.zeroPoint() * (double) range.scale();
    double high = (255 - range.zeroPoint()) * (double) range.scale();
    return new double[] {Math.round(10 * low) / 10.0, Math.round(10 * high) / 10.0};
  }

  private static Histogram uniform(double low, double high) {
    Histogram histogram = new Histogram(low, high);
    float[] numbers = new float[100_000];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = (float) (low + (high - low) * (i + 0.5) / numbers.length);
    }
    histogram.add(numbers);
    return histogram;
  }

  /** Numbers as a normal distribution has them at equal shares, from 3 deviations to 3. */
  private static float[] bell(int count, double from, double until) {
    double middle = from < 0 ? 0 : from;
    double deviation = until / 3;
    float[] numbers = new float[count];
    int at = 0;
    int bins = 400;
    double[] density = new double[bins];
    for (int i = 0; i < bins; i++) {
      double x = from + (until - from) * (i + 0.5) / bins;
      density[i] = Math.exp(-0.5 * Math.pow((x - middle) / deviation, 2));
    }
    double sum = Arrays.stream(density).sum();
    for (int i = 0; i < bins; i++) {
      int here = (int) Math.round(count * density[i] / sum);
      for (int j = 0; j < here && at < count; j++) {
        numbers[at++] = (float) (from + (until - from) * (i + (j + 0.5) / here) / bins);
      }
    }
    return Arrays.copyOf(numbers, at);
  }
}
