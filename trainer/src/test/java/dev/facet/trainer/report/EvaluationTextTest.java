package dev.facet.trainer.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.facet.trainer.data.CelebaAttribute;
import dev.facet.trainer.evaluate.Predictions;
import dev.facet.trainer.evaluate.SamplePredictions;
import java.util.List;
import org.junit.jupiter.api.Test;

class EvaluationTextTest {
  private final Predictions predictions = SamplePredictions.of(60, 1, CelebaAttribute.labels(), 21);
  private final Findings findings = Findings.of(predictions, List.of("Male", "Young"));

  @Test
  void markdownHoldsEveryTable() {
    assertThat(EvaluationText.markdown("pse-small", "test", predictions.metrics(), findings))
        .startsWith("# pse-small on test\n")
        .containsSubsequence(
            "## Attributes", "mean  ", "## Consistency", "## Groups", "### Male", "### Young")
        .contains("–");
  }

  @Test
  void theSummaryIsShortAndPlain() {
    String summary = EvaluationText.summary(findings);

    assertThat(summary.lines()).hasSizeBetween(6, 8).allMatch(line -> line.length() <= 100);
    assertThat(summary).contains("Contradictions in ", "| Male ", "| Young ");
    assertThat(summary + EvaluationText.tables(findings)).isASCII();
  }

  @Test
  void withoutFindingsThereIsNothingToSay() {
    Findings none = Findings.of(predictions.only(List.of("Smiling")), List.of());

    assertThat(EvaluationText.summary(none)).isEmpty();
    assertThat(EvaluationText.markdown("x", "test", predictions.metrics(), none))
        .doesNotContain("## Groups", "## Consistency");
  }
}
