package dev.facet.trainer.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class MetricsTableTest {
  @Test
  void showsEachAttributeInOrderAndTheMeans() {
    Metrics metrics =
        new Evaluator(List.of("Smiling", "Bald"))
            .evaluate(
                new float[][] {{.9f, .1f}, {.4f, .2f}, {.5f, .7f}, {.1f, .3f}},
                new boolean[][] {{true, false}, {true, false}, {false, false}, {false, false}});

    assertThat(MetricsTable.of(metrics))
        .isEqualTo(
            """
            attribute  present   accuracy   majority     gain   balanced  avg. prec.      ECE
            ---------------------------------------------------------------------------------
            Smiling      50.00      50.00      50.00    +0.00      50.00       83.33    32.50
            Bald          0.00      75.00     100.00   -25.00          -           -    32.50
            ---------------------------------------------------------------------------------
            mean                    62.50      75.00   -12.50      50.00       83.33    32.50

            4 images, all numbers in percent. Mean accuracy 62.50 +/- 23.94, majority 75.00.
            +/-: the standard error over images.
            Majority: always the class more frequent in the judged faces. ECE: expected calibration error.
            Average precision is undefined (-) for 1 of the attributes, which its mean leaves out.
            Balanced accuracy is undefined (-) for 1 of the attributes, which its mean leaves out.
            """);
  }

  @Test
  void staysWithinAHundredColumns() {
    String table =
        MetricsTable.of(
            SampleMetrics.of(
                12_345,
                List.of("Smiling", "An_Attribute_With_A_Name_That_Nobody_Would_Choose", "Bald")));

    assertThat(table.lines().mapToInt(String::length).max().orElseThrow()).isLessThanOrEqualTo(100);
    assertThat(table).contains("An_Attribute_With_A_Name..", "12,345 images");
  }

  @Test
  void writesNumbersTheSameInEveryLocale() {
    Metrics metrics = SampleMetrics.of(1000, List.of("Smiling", "Bald"));
    Locale before = Locale.getDefault();
    String expected = MetricsTable.of(metrics);
    try {
      Locale.setDefault(Locale.forLanguageTag("ar-EG"));
      assertThat(MetricsTable.of(metrics)).isEqualTo(expected);
    } finally {
      Locale.setDefault(before);
    }
  }
}
