package dev.facet.trainer.evaluate.fairness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.facet.trainer.data.DataException;
import dev.facet.trainer.evaluate.JsonFile;
import dev.facet.trainer.evaluate.Predictions;
import dev.facet.trainer.evaluate.SamplePredictions;
import dev.facet.trainer.evaluate.fairness.GroupMetrics.Grouping;
import dev.facet.trainer.evaluate.fairness.GroupMetrics.Unit;
import dev.facet.trainer.evaluate.statistics.Interval;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GroupComparisonTest {
  private static final Offset<Double> EXACT = within(1e-12);
  private static final List<String> NAMES = List.of("Male", "Smiling", "Bald");

  @TempDir private Path folder;

  /**
   * Ten men: of 4 who smile 3 are found, of 6 who do not 2 are taken for smiling. Ten women: of 5
   * who smile 4 are found, of 5 who do not 1 is taken for smiling.
   */
  private static Predictions people() {
    int[][] rows = {
      // male, smiles, predicted, how many
      {1, 1, 1, 3}, {1, 1, 0, 1}, {1, 0, 1, 2}, {1, 0, 0, 4},
      {0, 1, 1, 4}, {0, 1, 0, 1}, {0, 0, 1, 1}, {0, 0, 0, 4},
    };
    float[][] probabilities = new float[20][];
    boolean[][] labels = new boolean[20][];
    int face = 0;
    for (int[] row : rows) {
      for (int i = 0; i < row[3]; i++, face++) {
        probabilities[face] = new float[] {row[2] == 1 ? 0.9f : 0.1f};
        labels[face] = new boolean[] {row[0] == 1, row[1] == 1};
      }
    }
    return new Predictions(
        List.of("Smiling"), probabilities, List.of("Male", "Smiling"), labels, new int[20]);
  }

  @Test
  void comparesTheRatesOfTwoGroups() {
    Grouping grouping =
        new GroupComparison(1, 10, 1).compare(people(), List.of("Male")).groupings().getFirst();
    AttributeGap gap = grouping.attributes().getFirst();

    assertThat(grouping.by()).isEqualTo("Male");
    assertThat(grouping.facesWith()).isEqualTo(10);
    assertThat(grouping.facesWithout()).isEqualTo(10);
    assertThat(gap.attribute()).isEqualTo("Smiling");
    assertThat(gap.with().positives()).isEqualTo(4);
    assertThat(gap.with().prevalence()).hasValue(0.4);
    assertThat(gap.with().positiveRate()).hasValue(0.5);
    assertThat(gap.with().truePositiveRate()).hasValue(0.75);
    assertThat(gap.with().falsePositiveRate()).hasValue(2 / 6.0);
    assertThat(gap.with().accuracy()).hasValue(0.7);
    assertThat(gap.without().positiveRate()).hasValue(0.5);
    assertThat(gap.without().truePositiveRate()).hasValue(0.8);
    assertThat(gap.without().falsePositiveRate()).hasValue(0.2);
    assertThat(gap.without().accuracy()).hasValue(0.8);
    assertThat(gap.demographicParity().orElseThrow().value()).isZero();
    assertThat(gap.equalisedOdds().orElseThrow().value()).isCloseTo(2 / 6.0 - 0.2, EXACT);
    assertThat(gap.accuracy().orElseThrow().value()).isCloseTo(-0.1, EXACT);
  }

  @Test
  void tellsNoRateThatTooFewFacesStandBehind() {
    AttributeGap gap =
        new GroupComparison(5, 10, 1)
            .compare(people(), List.of("Male"))
            .groupings()
            .getFirst()
            .attributes()
            .getFirst();

    assertThat(gap.with().truePositiveRate()).as("4 men smile").isEmpty();
    assertThat(gap.with().falsePositiveRate()).as("6 do not").hasValue(2 / 6.0);
    assertThat(gap.without().truePositiveRate()).hasValue(0.8);
    assertThat(gap.equalisedOdds()).isEmpty();
    assertThat(gap.demographicParity()).isPresent();
    assertThat(gap.demographicParity().orElseThrow().interval()).as("all are one person").isEmpty();
    GroupMetrics none = new GroupComparison(11, 10, 1).compare(people(), List.of("Male"));
    assertThat(none.groupings().getFirst().attributes().getFirst().demographicParity()).isEmpty();
    assertThat(GroupTable.summary(none))
        .containsPattern("\\| Male +\\| +10 \\| +10 \\| +– \\| +– \\| +– \\| +– \\|")
        .doesNotContain("differ most");
  }

  @Test
  void partsByAnAttributeThatIsNotPredictedAndLeavesOutTheOneThatParts() {
    Predictions predictions = SamplePredictions.of(300, 3, NAMES, 1);
    GroupMetrics metrics = new GroupComparison().compare(predictions, List.of("Male", "Bald"));

    assertThat(metrics.groupings()).extracting(Grouping::by).containsExactly("Male", "Bald");
    assertThat(metrics.groupings().getFirst().attributes())
        .extracting(AttributeGap::attribute)
        .containsExactly("Smiling", "Bald");
    assertThat(metrics.groupings().getLast().attributes())
        .extracting(AttributeGap::attribute)
        .containsExactly("Male", "Smiling");
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> new GroupComparison().compare(predictions, List.of("Old")))
        .withMessageContaining("not labelled with Old");
  }

  @Test
  void agreesWithTheDefinitionsOnRandomFaces() {
    for (long seed = 1; seed <= 20; seed++) {
      Predictions predictions = SamplePredictions.of(120, 2, NAMES, seed);
      boolean[] male = predictions.shown("Male");
      boolean[] shown = predictions.shown("Smiling");
      boolean[] predicted = predictions.predicted("Smiling");
      AttributeGap gap =
          new GroupComparison(5, 20, 1)
              .compare(predictions, List.of("Male"))
              .groupings()
              .getFirst()
              .attributes()
              .getFirst();
      double hits =
          share(i -> predicted[i], i -> male[i] && shown[i])
              - share(i -> predicted[i], i -> !male[i] && shown[i]);
      double alarms =
          share(i -> predicted[i], i -> male[i] && !shown[i])
              - share(i -> predicted[i], i -> !male[i] && !shown[i]);
      assertThat(gap.equalisedOdds().orElseThrow().value())
          .as("seed %d", seed)
          .isCloseTo(Math.max(Math.abs(hits), Math.abs(alarms)), EXACT);
      assertThat(gap.demographicParity().orElseThrow().value())
          .as("seed %d", seed)
          .isCloseTo(
              share(i -> predicted[i], i -> male[i]) - share(i -> predicted[i], i -> !male[i]),
              EXACT);
      assertThat(gap.accuracy().orElseThrow().value())
          .as("seed %d", seed)
          .isCloseTo(
              share(i -> predicted[i] == shown[i], i -> male[i])
                  - share(i -> predicted[i] == shown[i], i -> !male[i]),
              EXACT);
    }
  }

  private static double share(IntPredicate what, IntPredicate ofWhich) {
    return IntStream.range(0, 120)
        .filter(ofWhich)
        .mapToDouble(i -> what.test(i) ? 1 : 0)
        .average()
        .orElseThrow();
  }

  @Test
  void intervalsAreAsWideAsTheNormalApproximation() {
    AttributeGap gap = smiling(SamplePredictions.of(2000, 0, NAMES, 4));
    double p = gap.with().positiveRate().getAsDouble();
    double q = gap.without().positiveRate().getAsDouble();
    double error =
        Math.sqrt(p * (1 - p) / gap.with().faces() + q * (1 - q) / gap.without().faces());
    Interval interval = gap.demographicParity().orElseThrow().interval().orElseThrow();

    assertThat(interval.low()).isCloseTo(p - q - 1.96 * error, within(0.15 * error));
    assertThat(interval.high()).isCloseTo(p - q + 1.96 * error, within(0.15 * error));
  }

  @Test
  void intervalsOfFewPersonsWithManyFacesAreWider() {
    Predictions faces = SamplePredictions.of(600, 0, NAMES, 9);
    // Everybody has ten faces that are all the same.
    float[][] probabilities = new float[600][];
    boolean[][] labels = new boolean[600][];
    int[] identities = new int[600];
    boolean[] male = faces.shown("Male");
    boolean[] predicted = faces.predicted("Smiling");
    for (int i = 0; i < 600; i++) {
      identities[i] = i / 10;
      probabilities[i] = new float[] {predicted[i / 10] ? 1 : 0};
      labels[i] = new boolean[] {male[i / 10], i % 2 == 0};
    }
    List<String> labelled = List.of("Male", "Smiling");
    List<String> attributes = List.of("Smiling");
    Interval byFace =
        parity(new Predictions(attributes, probabilities, labelled, labels, faces.identities()));
    Interval byPerson =
        parity(new Predictions(attributes, probabilities, labelled, labels, identities));

    assertThat((byPerson.high() - byPerson.low()) / (byFace.high() - byFace.low()))
        .isCloseTo(Math.sqrt(10), within(0.4));
  }

  private static Interval parity(Predictions predictions) {
    return smiling(predictions).demographicParity().orElseThrow().interval().orElseThrow();
  }

  private static AttributeGap smiling(Predictions predictions) {
    return new GroupComparison()
        .compare(predictions, List.of("Male"))
        .groupings()
        .getFirst()
        .attributes()
        .getFirst();
  }

  @Test
  void saysWhatWasResampled() {
    List<String> by = List.of("Male");
    GroupComparison comparison = new GroupComparison();
    GroupMetrics persons = comparison.compare(SamplePredictions.of(300, 3, NAMES, 1), by);
    GroupMetrics faces = comparison.compare(SamplePredictions.of(300, 0, NAMES, 1), by);

    assertThat(persons.resampling().unit()).isEqualTo(Unit.IDENTITY);
    assertThat(persons.resampling().units()).isEqualTo(100);
    assertThat(GroupTable.of(persons))
        .contains("95 % bootstrap intervals, 1,000 resamples of 100 identities, seed 1");
    assertThat(faces.resampling().unit()).isEqualTo(Unit.FACE);
    assertThat(GroupTable.of(faces)).contains("1,000 resamples of 300 faces, seed 1");
  }

  @Test
  void showsGapsInWords() {
    GroupMetrics metrics =
        new GroupComparison().compare(SamplePredictions.of(400, 2, NAMES, 2), List.of("Male"));

    assertThat(GroupTable.of(metrics))
        .contains("### Male")
        .containsPattern(
            "\\| Smiling +\\| .*\\| +-\\d+\\.\\d\\d \\[-\\d+\\.\\d\\d, [-+]\\d+\\.\\d\\d\\] \\|");
    assertThat(GroupTable.summary(metrics))
        .containsPattern("\\| Male +\\| +\\d+ \\| +\\d+ \\|( +\\d+\\.\\d\\d \\|){4}")
        .contains("Equalised odds by Male differ most for ");
    assertThat(GroupTable.summary(new GroupComparison().compare(people(), List.of()))).isEmpty();
    assertThat(GroupTable.of(new GroupComparison().compare(people(), List.of()))).isEmpty();
  }

  @Test
  void isTheSameEachTimeAndReadBackFromItsFile() throws IOException {
    Predictions predictions = SamplePredictions.of(300, 3, NAMES, 1);
    GroupMetrics metrics = new GroupComparison().compare(predictions, List.of("Male"));
    Path file = folder.resolve("groups.json");
    JsonFile.write(file, metrics);

    assertThat(new GroupComparison().compare(predictions, List.of("Male"))).isEqualTo(metrics);
    assertThat(JsonFile.read(file, GroupMetrics.class)).isEqualTo(metrics);
    assertThat(Files.readString(file)).doesNotContain("NaN");
  }

  @Test
  void leavesAnIntervalOutIfResamplesOftenLackTheFacesForIt() {
    // All smiling men are one person: a third of the resamples is without any.
    int faces = 200;
    float[][] probabilities = new float[faces][1];
    boolean[][] labels = new boolean[faces][];
    int[] identities = new int[faces];
    for (int i = 0; i < faces; i++) {
      boolean male = i < 100;
      labels[i] = new boolean[] {male, i < 30 || (!male && i % 2 == 0)};
      identities[i] = i < 30 ? 0 : i;
    }
    AttributeGap gap =
        smiling(
            new Predictions(
                List.of("Smiling"), probabilities, List.of("Male", "Smiling"), labels, identities));

    assertThat(gap.equalisedOdds().orElseThrow().interval()).isEmpty();
    assertThat(gap.demographicParity().orElseThrow().interval()).isPresent();
    assertThat(gap.with().truePositiveRate()).isEqualTo(OptionalDouble.of(0));
  }

  @Test
  void refusesNumbersThatAreNotPositive() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new GroupComparison(0, 10, 1))
        .withMessageContaining("found 0 and 10");
    assertThatIllegalArgumentException().isThrownBy(() -> new GroupComparison(1, 0, 1));
  }
}
