package dev.facet.exporter.inspect;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class NumbersTest {
  @Test
  void showsThreeDigitsOfLargeNumbers() {
    assertThat(Numbers.large(0)).isEqualTo("0");
    assertThat(Numbers.large(999)).isEqualTo("999");
    assertThat(Numbers.large(1_000)).isEqualTo("1.00 k");
    assertThat(Numbers.large(9_996)).isEqualTo("10.0 k");
    assertThat(Numbers.large(99_960)).isEqualTo("100 k");
    assertThat(Numbers.large(999_600)).isEqualTo("1.00 M");
    assertThat(Numbers.large(56_170_000)).isEqualTo("56.2 M");
    assertThat(Numbers.large(Long.MAX_VALUE)).isEqualTo("9.22 E");
  }

  @Test
  void showsSizesInTheUnitThatFits() {
    assertThat(Numbers.size(1_234)).isEqualTo("1,234 bytes");
    assertThat(Numbers.size(3 << 20)).isEqualTo("3.00 MiB");
  }
}
