package dev.facet.trainer.evaluate.consistency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.facet.trainer.data.CelebaAttribute;
import dev.facet.trainer.evaluate.JsonFile;
import dev.facet.trainer.evaluate.Predictions;
import dev.facet.trainer.evaluate.SamplePredictions;
import dev.facet.trainer.evaluate.consistency.ConsistencyMetrics.Faces;
import dev.facet.trainer.evaluate.consistency.ConsistencyMetrics.RuleResult;
import dev.facet.trainer.evaluate.consistency.ConsistencyRule.Strength;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConsistencyTest {
  @TempDir private Path folder;

  /** Faces that are predicted and labelled with the named attributes. */
  private static Predictions faces(List<Set<String>> predicted, List<Set<String>> labelled) {
    List<String> names = CelebaAttribute.labels();
    float[][] probabilities = new float[predicted.size()][names.size()];
    boolean[][] labels = new boolean[predicted.size()][names.size()];
    for (int i = 0; i < predicted.size(); i++) {
      for (int a = 0; a < names.size(); a++) {
        probabilities[i][a] = predicted.get(i).contains(names.get(a)) ? 0.5f : 0.49f;
        labels[i][a] = labelled.get(i).contains(names.get(a));
      }
    }
    return new Predictions(names, probabilities, names, labels, new int[predicted.size()]);
  }

  @Test
  void countsContradictionsByRuleAndByFace() {
    ConsistencyMetrics metrics =
        Consistency.of(
            faces(
                List.of(
                    Set.of("No_Beard", "Goatee", "Mustache", "Smiling"),
                    Set.of("No_Beard", "5_o_Clock_Shadow"),
                    Set.of("Black_Hair", "Brown_Hair", "Gray_Hair"),
                    Set.of("Goatee", "Bald", "Male", "Heavy_Makeup")),
                List.of(
                    Set.of("No_Beard"),
                    Set.of("Bald", "Bangs"),
                    Set.of("Black_Hair", "Brown_Hair"),
                    Set.of("Straight_Hair"))));

    assertThat(metrics.images()).isEqualTo(4);
    assertThat(metrics.predicted()).isEqualTo(new Faces(3, 1, 4));
    assertThat(metrics.labelled()).isEqualTo(new Faces(2, 1, 2));
    assertThat(metrics.rules()).hasSize(ConsistencyRules.ALL.size());
    RuleResult colours = rule(metrics, "two colours of hair");
    assertThat(colours.predicted()).as("three colours are one contradiction").isEqualTo(1);
    assertThat(colours.predictedRate()).isEqualTo(0.25);
    assertThat(colours.labelledRate()).isEqualTo(0.25);
    assertThat(rule(metrics, "no beard but a goatee").predicted()).isEqualTo(1);
    assertThat(rule(metrics, "bald but with bangs").labelled()).isEqualTo(1);
  }

  private static RuleResult rule(ConsistencyMetrics metrics, String name) {
    return metrics.rules().stream()
        .filter(each -> each.rule().equals(name))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void judgesTheAttributesThatTheNetworkKnows() {
    Predictions some =
        SamplePredictions.of(
            50, 0, List.of("Smiling", "Gray_Hair", "Bald", "Blond_Hair", "Goatee"), 3);

    assertThat(Consistency.of(some).rules())
        .singleElement()
        .satisfies(
            only -> assertThat(only.attributes()).containsExactly("Blond_Hair", "Gray_Hair"));
    ConsistencyMetrics none = Consistency.of(some.only(List.of("Smiling")));
    assertThat(none.rules()).isEmpty();
    assertThat(ConsistencyTable.of(none)).isEmpty();
    assertThat(ConsistencyTable.summary(none)).isEmpty();
  }

  @Test
  void theRulesNameEachPairOnceAndExpectNothingOfMenAndWomen() {
    assertThat(ConsistencyRules.ALL).extracting(ConsistencyRule::exclusive).doesNotHaveDuplicates();
    assertThat(ConsistencyRules.ALL).extracting(ConsistencyRule::name).doesNotHaveDuplicates();
    assertThat(ConsistencyRules.ALL)
        .flatExtracting(ConsistencyRule::exclusive)
        .isSubsetOf(CelebaAttribute.labels())
        .doesNotContain("Male", "Young", "Heavy_Makeup", "Wearing_Lipstick");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ConsistencyRule("one", List.of("Bald"), Strength.STRICT));
  }

  @Test
  void showsPredictionsBesideLabels() {
    ConsistencyMetrics metrics =
        Consistency.of(
            faces(
                List.of(Set.of("No_Beard", "Goatee"), Set.of(), Set.of()),
                List.of(Set.of("No_Beard", "5_o_Clock_Shadow"), Set.of(), Set.of())));

    assertThat(ConsistencyTable.of(metrics))
        .containsPattern("\\| no beard but a goatee +\\| strict \\| +33.33 \\| +0.00 \\|")
        .containsPattern("\\| no beard but stubble +\\| +usual \\| +0.00 \\| +33.33 \\|")
        .containsPattern("\\| faces with any +\\| +\\| +33.33 \\| +33.33 \\|")
        .contains("Percent of 3 faces.");
    assertThat(ConsistencyTable.summary(metrics))
        .isEqualTo(
            "Contradictions in 33.33 % of the predictions (strict ones 33.33), in 33.33 (0.00) of"
                + " the labels.\n");
  }

  @Test
  void isReadBackFromItsFile() {
    ConsistencyMetrics metrics =
        Consistency.of(SamplePredictions.of(100, 0, CelebaAttribute.labels(), 5));
    Path file = folder.resolve("consistency.json");
    JsonFile.write(file, metrics);

    assertThat(JsonFile.read(file, ConsistencyMetrics.class)).isEqualTo(metrics);
  }
}
