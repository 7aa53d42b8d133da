package dev.facet.bench.serving.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class NumbersTest {
  @Test
  void theMedianLiesInTheMiddle() {
    assertThat(Numbers.median(List.of(9.0, 1.0, 2.0))).isEqualTo(2);
    assertThat(Numbers.median(List.of(4.0, 1.0, 2.0, 9.0))).isEqualTo(3);
  }

  @Test
  void thereIsNoMedianOfNothing() {
    assertThatThrownBy(() -> Numbers.median(List.of())).hasMessageContaining("no values");
  }

  @Test
  void threeDigitsCount() {
    assertThat(List.of(Numbers.brief(1234.5), Numbers.brief(12.34), Numbers.brief(0.127)))
        .containsExactly("1235", "12.3", "0.13");
  }
}
