package dev.facet.trainer.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.facet.trainer.data.DataException;
import java.util.List;
import org.junit.jupiter.api.Test;

class PredictionsTest {
  // The labels name another attribute too, and in another order.
  private static final Predictions PREDICTIONS =
      new Predictions(
          List.of("Smiling", "Bald"),
          new float[][] {{.9f, .1f}, {.4f, .5f}},
          List.of("Bald", "Male", "Smiling"),
          new boolean[][] {{false, true, true}, {true, false, true}},
          new int[] {7, -1});

  @Test
  void findsColumnsByName() {
    assertThat(PREDICTIONS.predicted("Smiling")).containsExactly(true, false);
    assertThat(PREDICTIONS.predicted("Bald")).as("0.5 is present").containsExactly(false, true);
    assertThat(PREDICTIONS.shown("Smiling")).containsExactly(true, true);
    assertThat(PREDICTIONS.shown("Male")).containsExactly(true, false);
    assertThat(PREDICTIONS.isLabelled("Young")).isFalse();
    assertThat(PREDICTIONS.identities()).containsExactly(7, -1);
  }

  @Test
  void judgesEachAttributeByItsOwnLabel() {
    Metrics metrics = PREDICTIONS.metrics();

    assertThat(metrics.attributes())
        .extracting(AttributeMetrics::attribute)
        .containsExactly("Smiling", "Bald");
    assertThat(metrics.attributes())
        .extracting(AttributeMetrics::accuracy)
        .containsExactly(0.5, 1.0);
  }

  @Test
  void keepsSomeAttributesInTheOrderAskedFor() {
    Predictions turned = PREDICTIONS.only(List.of("Bald", "Smiling"));

    assertThat(turned.attributes()).containsExactly("Bald", "Smiling");
    assertThat(turned.predicted("Smiling")).containsExactly(true, false);
    assertThat(turned.shown("Male")).containsExactly(true, false);
    assertThat(PREDICTIONS.only(List.of("Bald")).metrics().means().accuracy()).isEqualTo(1);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PREDICTIONS.only(List.of("Male")))
        .withMessageContaining("Male is not among the predicted attributes");
  }

  @Test
  void namesALabelThatIsMissing() {
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> PREDICTIONS.shown("Young"))
        .withMessage(
            "The faces are not labelled with Young: use data that is, or leave the attribute out.");
  }

  @Test
  void refusesShapesThatDisagree() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                new Predictions(
                    List.of(), new float[0][], List.of(), new boolean[0][], new int[0]));
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                new Predictions(
                    List.of("Bald"),
                    new float[][] {{1}},
                    List.of("Bald"),
                    new boolean[][] {{true}},
                    new int[2]))
        .withMessageContaining("found 1, 1 and 2");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                new Predictions(
                    List.of("Bald"),
                    new float[][] {{1, 1}},
                    List.of("Bald"),
                    new boolean[][] {{true}},
                    new int[1]))
        .withMessageContaining("face 0 must have 1 probabilities and 1 labels, found 2 and 1");
  }
}
