package dev.facet.exporter.quantize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class RangeTest {
  @Test
  void spansTheNumbersIn255Steps() {
    Range range = Range.of(-51, 204);

    assertThat(range).isEqualTo(new Range(1, 51));
    assertThat(range.quantize(-51)).isZero();
    assertThat(range.quantize(204)).isEqualTo(255);
  }

  @Test
  void alwaysHoldsZeroExactly() {
    assertThat(Range.of(3, 6)).isEqualTo(Range.of(0, 6));
    assertThat(Range.of(-6, -3)).isEqualTo(Range.of(-6, 0));
    Range range = Range.of(-0.37, 1.91);
    assertThat(range.quantize(0)).isEqualTo(range.zeroPoint());
  }

  @Test
  void clipsWhatLiesOutsideAndRoundsTheRest() {
    Range range = new Range(0.5f, 10);

    assertThat(range.quantize(-1e30f)).isZero();
    assertThat(range.quantize(1e30f)).isEqualTo(255);
    assertThat(range.quantize(1.3f)).isEqualTo(13);
  }

  @Test
  void holdsAConstantOfZeros() {
    assertThat(Range.of(new float[3])).isEqualTo(new Range(1, 0));
  }

  @Test
  void keepsItsStepAboveZeroForNumbersNextToIt() {
    assertThat(Range.of(0, 1e-45).scale()).isPositive();
  }

  @Test
  void holdsAllNumbersOfAnArray() {
    Range range = Range.of(new float[] {2, -1, 0.5f});

    assertThat((double) range.scale()).isCloseTo(3.0 / 255, within(1e-9));
    assertThat(range.zeroPoint()).isEqualTo(85);
  }

  @Test
  void refusesWhatUint8CannotSay() {
    assertThatThrownBy(() -> new Range(0, 3))
        .hasMessage("scale must be a number above 0, found 0.0");
    assertThatThrownBy(() -> new Range(1, 256))
        .hasMessage("the zero point must be in 0..255, found 256");
  }
}
