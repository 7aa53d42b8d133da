package dev.facet.pipeline.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.facet.pipeline.gate.Evaluation.Attribute;
import dev.facet.pipeline.gate.Evaluation.Face;
import dev.facet.pipeline.gate.Evaluation.Means;
import dev.facet.pipeline.gate.Evaluation.Metrics;
import dev.facet.pipeline.gate.Evaluation.Said;
import dev.facet.pipeline.settings.Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Faces 0 to 99 show Male, 100 to 199 do not; nobody shows Bald. */
class QualityGateTest {
  private static final int FACES = 200;
  private static final Settings.Gate SETTINGS =
      new Settings.Gate(
          0.01, 0, 0.02, 0.2, 0.05, Map.of(), List.of("Male"), 0.05, 50, 0.01, 1e-4, 0.003, 1.25);

  @Test
  void theSameModelPasses() {
    Evaluation one = evaluation(10, 10, 0.05);
    Verdict verdict = new QualityGate(SETTINGS).judge(one, Optional.of(one));
    assertThat(verdict.reasons()).isEmpty();
    assertThat(verdict.markdown())
        .startsWith("### Quality: passed")
        .contains("| ok | mean accuracy | 95.00 % | 95.00 % | loses at most 1.00 % |");
  }

  @Test
  void aLossOfMeanAccuracyIsAReason() {
    assertThat(reasons(evaluation(14, 14, 0.05), evaluation(10, 10, 0.05)))
        .anyMatch(
            reason ->
                reason.startsWith(
                    "The new model reads 93.00 % of the answers right where the served one reads 95.00 % (-2.00 points)"));
  }

  @Test
  void anAttributesLossIsAReasonWhereItIsNotChance() {
    // 12 more wrong of 200, none the other way: p = 2^-12, twice for two attributes
    assertThat(reasons(evaluation(22, 0, 0.05), evaluation(10, 0, 0.05)))
        .anyMatch(
            reason ->
                reason.startsWith("Male is read right on 89.00 % of the faces where the served")
                    && reason.contains("p = 0.000244"));
    // 5 more wrong: p = 2^-5, times two attributes is above 0.05
    assertThat(reasons(evaluation(15, 0, 0.05), evaluation(10, 0, 0.05)))
        .noneMatch(reason -> reason.startsWith("Male is read"));
  }

  @Test
  void whatNobodyMayLoseIsAReasonEvenByChance() {
    Settings.Gate strict =
        new Settings.Gate(
            1, 0, 0.02, 0.03, 0, Map.of("Bald", 0.99), List.of(), 1, 50, 1, 1e-4, 0.003, 1.25);
    assertThat(
            new QualityGate(strict)
                .judge(evaluation(17, 4, 0.05), Optional.of(evaluation(10, 4, 0.05)))
                .reasons())
        .anyMatch(reason -> reason.startsWith("Male is read right on 91.50 %"))
        .anyMatch(
            reason ->
                reason.equals(
                    "Bald is read right on 98.00 % of the faces, below its floor of 99.00 %."))
        .hasSize(2);
  }

  @Test
  void aGroupsLossIsAReason() {
    // the first faces are those with Male: 24 more wrong of 200 answers there, none elsewhere
    assertThat(reasons(evaluation(24, 0, 0.05), evaluation(0, 0, 0.05)))
        .anyMatch(
            reason ->
                reason.startsWith("On the 100 faces with Male the new model reads 88.00 %")
                    && reason.contains("100.00 % (-12.00 points)"))
        .noneMatch(reason -> reason.contains("without Male"));
  }

  @Test
  void worseCalibrationIsAReason() {
    assertThat(reasons(evaluation(10, 10, 0.08), evaluation(10, 10, 0.05)))
        .containsExactly(
            "Probabilities are off by 8.00 % on average where the served model's are by 5.00 %: at most 1.00 % more is allowed.");
  }

  @Test
  void aFirstModelHasToBeatGuessing() {
    Verdict verdict = new QualityGate(SETTINGS).judge(evaluation(100, 100, 0.05), Optional.empty());
    assertThat(verdict.reasons())
        .singleElement()
        .asString()
        .startsWith(
            "The new model reads 50.00 % right, and always guessing the more frequent answer 75.00 %");
  }

  @Test
  void attributesThatAreNotThereAreTold() {
    Settings.Gate other =
        new Settings.Gate(
            1, 0, 1, 1, 0, Map.of("Tall", 0.9), List.of("Old"), 1, 50, 1, 1e-4, 0.003, 1.25);
    Evaluation one = evaluation(10, 10, 0.05);
    assertThat(new QualityGate(other).judge(one, Optional.of(one)).reasons())
        .containsExactly(
            "gate.floors names Tall, which the model does not read.",
            "gate.groups names Old, which the data do not label.");
  }

  private static List<String> reasons(Evaluation candidate, Evaluation served) {
    return new QualityGate(SETTINGS).judge(candidate, Optional.of(served)).reasons();
  }

  /** The first faces are read wrong: so many on Male, so many on Bald. */
  private static Evaluation evaluation(int wrongMale, int wrongBald, double calibration) {
    List<Face> faces = new ArrayList<>();
    for (int i = 0; i < FACES; i++) {
      boolean male = i < FACES / 2;
      faces.add(
          new Face(
              i + ".jpg",
              new boolean[] {male, false},
              new float[] {male == i >= wrongMale ? 0.9f : 0.1f, i < wrongBald ? 0.9f : 0.1f}));
    }
    double male = 1 - (double) wrongMale / FACES;
    double bald = 1 - (double) wrongBald / FACES;
    return new Evaluation(
        new Metrics(
            FACES,
            new Means((male + bald) / 2, 0.75, calibration),
            List.of(new Attribute("Male", 0.5, male), new Attribute("Bald", 0.5, bald))),
        new Said(List.of("Male", "Bald"), faces));
  }
}
