package dev.facet.trainer.evaluate.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Locale;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class MarkdownTableTest {
  @Test
  void padsItsColumns() {
    assertThat(
            new MarkdownTable("trained on", "faces")
                .row("CelebA", "91.80")
                .row("a longer name", "–")
                .text())
        .isEqualTo(
            """
            | trained on    | faces |
            | ------------- | ----: |
            | CelebA        | 91.80 |
            | a longer name |     – |
            """);
  }

  @Test
  void keepsTextThatWouldBreakIt() {
    assertThat(new MarkdownTable("a|b").row("one\r\ntwo").text())
        .isEqualTo("| a\\|b    |\n| ------- |\n| one two |\n");
  }

  @Test
  void refusesRowsOfAnotherWidth() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new MarkdownTable("a", "b").row("1"))
        .withMessage("a row needs 2 cells, found 1");
    assertThatIllegalArgumentException().isThrownBy(MarkdownTable::new);
  }

  @Test
  void writesPercentTheSameInEveryLocale() {
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.forLanguageTag("ar-EG"));
      assertThat(Percent.of(0.12345)).isEqualTo("12.35");
      assertThat(Percent.signed(-0.001)).isEqualTo("-0.10");
      assertThat(Percent.of(OptionalDouble.empty())).isEqualTo("–");
    } finally {
      Locale.setDefault(before);
    }
  }
}
