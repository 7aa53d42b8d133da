package dev.facet.function.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.facet.function.config.Rate;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AllowanceTest {
  @Test
  void letsAsManyThroughAsTheRateSaysAndSaysWhenTheNextMayCome() {
    Allowance allowance = new Allowance(Rate.of("2/h"));

    assertThat(allowance.spend()).isEqualTo(new Allowance.Spent(1, Duration.ZERO, true));
    assertThat(allowance.spend()).isEqualTo(new Allowance.Spent(0, Duration.ZERO, true));
    Allowance.Spent third = allowance.spend();

    assertThat(third.passes()).isFalse();
    assertThat(third.pause()).isPositive().isLessThanOrEqualTo(Duration.ofMinutes(30));
    assertThat(allowance.policy()).isEqualTo("\"key\";q=2;w=3600");
    assertThat(Allowance.state(third)).startsWith("\"key\";r=0;t=");
  }

  @Test
  void waitsInWholeSecondsRoundedUp() {
    assertThat(Allowance.seconds(Duration.ofMillis(1))).isEqualTo(1);
    assertThat(Allowance.seconds(Duration.ofSeconds(1))).isEqualTo(1);
    assertThat(Allowance.seconds(Duration.ofMillis(1001))).isEqualTo(2);
  }

  @Test
  void readsRatesAsTheyAreWritten() {
    assertThat(Rate.of("20/s")).isEqualTo(new Rate(20, Duration.ofSeconds(1)));
    assertThat(Rate.of("1000/m")).isEqualTo(new Rate(1000, Duration.ofMinutes(1)));
    assertThat(Rate.of("5/10s")).isEqualTo(new Rate(5, Duration.ofSeconds(10)));
    assertThat(Rate.of("7/2h")).isEqualTo(new Rate(7, Duration.ofHours(2)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "20", "0/s", "20/", "20/0s", "20/d", "-1/s", "20/s/s", "9999999999/s"})
  void refusesWhatIsNoRate(String text) {
    assertThatThrownBy(() -> Rate.of(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("found '" + text + "'");
  }
}
