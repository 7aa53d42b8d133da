package dev.facet.trainer.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.facet.trainer.data.DataException;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class EvaluatorTest {
  private static final Offset<Double> EXACT = Offset.offset(1e-7);
  private static final List<String> NAMES = List.of("Smiling", "Bald");

  // Smiling: hit, miss, false alarm, right rejection. Bald: nobody is.
  private static final float[][] PROBABILITIES = {{.9f, .1f}, {.4f, .2f}, {.5f, .7f}, {.1f, .3f}};
  private static final boolean[][] LABELS = {
    {true, false}, {true, false}, {false, false}, {false, false}
  };

  @Test
  void countsRightAndWrongPredictions() {
    AttributeMetrics smiling = judged().attributes().getFirst();

    assertThat(smiling.attribute()).isEqualTo("Smiling");
    assertThat(smiling.truePositives()).isEqualTo(1);
    assertThat(smiling.falseNegatives()).isEqualTo(1);
    assertThat(smiling.falsePositives()).as("0.5 counts as present").isEqualTo(1);
    assertThat(smiling.trueNegatives()).isEqualTo(1);
    assertThat(smiling.images()).isEqualTo(4);
    assertThat(smiling.positives()).isEqualTo(2);
    assertThat(smiling.prevalence()).isCloseTo(0.5, EXACT);
    assertThat(smiling.accuracy()).isCloseTo(0.5, EXACT);
    assertThat(smiling.balancedAccuracy()).hasValue(0.5);
    // By rank: hit, false alarm, hit: (1/1 + 2/3) / 2.
    assertThat(smiling.averagePrecision().orElseThrow()).isCloseTo(5 / 6.0, EXACT);
  }

  @Test
  void leavesUndefinedWhatNeedsBothClasses() {
    AttributeMetrics bald = judged().attributes().getLast();

    assertThat(bald.balancedAccuracy()).isEmpty();
    assertThat(bald.averagePrecision()).isEmpty();
    assertThat(bald.accuracy()).isCloseTo(0.75, EXACT);
    assertThat(bald.majorityAccuracy()).isCloseTo(1, EXACT);
    assertThat(bald.gain()).isCloseTo(-0.25, EXACT);
  }

  @Test
  void averagesWhatIsDefined() {
    MeanMetrics means = judged().means();

    assertThat(means.accuracy()).isCloseTo((0.5 + 0.75) / 2, EXACT);
    assertThat(means.majorityAccuracy()).isCloseTo((0.5 + 1) / 2, EXACT);
    assertThat(means.gain()).isCloseTo(0.625 - 0.75, EXACT);
    assertThat(means.averagePrecision().orElseThrow()).isCloseTo(5 / 6.0, EXACT);
    assertThat(means.withAveragePrecision()).isEqualTo(1);
    assertThat(means.withBalancedAccuracy()).isEqualTo(1);
    assertThat(means.calibrationError())
        .isCloseTo(
            judged().attributes().stream()
                .mapToDouble(AttributeMetrics::calibrationError)
                .average()
                .orElseThrow(),
            EXACT);
  }

  @Test
  void takesTheStandardErrorOverImages() {
    // The images' own accuracies are 1, 1/2, 0 and 1: mean 5/8, variance over n - 1 of 11/48.
    assertThat(judged().means().accuracyStandardError().orElseThrow())
        .isCloseTo(Math.sqrt(11 / 48.0 / 4), EXACT);
    assertThat(
            new Evaluator(List.of("Smiling"))
                .evaluate(new float[][] {{1}}, new boolean[][] {{true}})
                .means()
                .accuracyStandardError())
        .isEmpty();
  }

  @Test
  void takesTheMajorityFromTheJudgedFacesUnlessTold() {
    assertThat(judged().majoritySource()).isEqualTo(MajoritySource.EVALUATED);

    Metrics metrics =
        new Evaluator(NAMES).withTrainPrevalence(List.of(0.6, 0.8)).evaluate(PROBABILITIES, LABELS);

    assertThat(metrics.majoritySource()).isEqualTo(MajoritySource.TRAIN);
    assertThat(metrics.attributes().getLast().majorityAccuracy())
        .as("the train partition is mostly bald, nobody here is")
        .isCloseTo(0, EXACT);
  }

  @Test
  void predictsFromEachAttributesThresholdOn() {
    Metrics metrics =
        new Evaluator(NAMES)
            .withThresholds(List.of(0.4f + 0.0, 0.75))
            .evaluate(PROBABILITIES, LABELS);

    assertThat(metrics.attributes().getFirst().truePositives()).isEqualTo(2);
    assertThat(metrics.attributes().getLast().falsePositives()).isZero();
    assertThat(metrics.attributes().getLast().threshold()).isEqualTo(0.75);
  }

  @Test
  void pilesAllAttributesIntoOneReliabilityDiagram() {
    assertThat(judged().reliability().stream().mapToInt(ReliabilityBin::count).sum()).isEqualTo(8);
  }

  @Test
  void saysWhichPredictionOfADivergedNetworkIsUnusable() {
    float[][] broken = {{.9f, Float.NaN}};
    assertThatThrownBy(() -> new Evaluator(NAMES).evaluate(broken, new boolean[][] {{true, false}}))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("probability of Bald for image 0 is NaN, which is not in 0..1");
  }

  @Test
  void refusesShapesThatDisagree() {
    Evaluator evaluator = new Evaluator(NAMES);
    assertThatThrownBy(() -> evaluator.evaluate(new float[0][], new boolean[0][]))
        .hasMessage("probabilities and labels must be of the same faces, found 0 and 0");
    assertThatThrownBy(() -> evaluator.evaluate(new float[][] {{1}}, new boolean[][] {{true}}))
        .hasMessage("face 0 must have 2 probabilities and labels, found 1 and 1");
    assertThatThrownBy(() -> evaluator.withThresholds(List.of(0.5)))
        .hasMessage("every attribute needs a threshold, found 1 for 2 attributes");
    assertThatThrownBy(() -> evaluator.withTrainPrevalence(List.of(0.5, 50.0)))
        .hasMessage("prevalence must be in 0..1, found 50.0");
    assertThatThrownBy(() -> new Evaluator(List.of()))
        .hasMessage("there must be an attribute to judge, found none");
  }

  private static Metrics judged() {
    return new Evaluator(NAMES).evaluate(PROBABILITIES, LABELS);
  }
}
