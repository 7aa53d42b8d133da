package dev.facet.trainer.backbone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.facet.trainer.data.DataException;
import dev.facet.trainer.graph.Features;
import dev.facet.trainer.graph.Layers;
import dev.facet.trainer.graph.Mode;
import dev.facet.trainer.plan.GradientCheck;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AlexNetBackboneTest {
  /** The size that was published. */
  private static final AlexNetSpec PUBLISHED =
      new AlexNetSpec(
          4,
          0,
          0,
          List.of(96, 256, 384, 384, 256),
          List.of(11, 5, 3, 3, 3),
          List.of(1, 2, 1, 2, 2));

  private static final AlexNetSpec NARROW =
      new AlexNetSpec(
          2, 2, 1, List.of(2, 4, 3, 4, 4), List.of(5, 5, 3, 3, 3), List.of(1, 2, 1, 1, 2));

  private static Layers outline(AlexNetSpec spec, int size) {
    Layers layers = Layers.outline(Mode.INFERENCE);
    spec.backbone().build(layers, images(layers, size));
    return layers;
  }

  private static Features images(Layers layers, int size) {
    return new Features(layers.placeholder("images", 3, size, size), 3, size, size);
  }

  @ParameterizedTest
  @ValueSource(ints = {227, 256})
  void thePublishedSizeEndsInMapsOfSixBySix(int size) {
    Layers layers = Layers.outline(Mode.INFERENCE);
    List<Features> levels = PUBLISHED.backbone().levels(layers, images(layers, size));
    assertThat(levels).extracting(Features::channels).containsExactly(96, 256, 256);
    assertThat(levels.getLast())
        .extracting(Features::height, Features::width)
        .containsExactly(6, 6);
  }

  @Test
  void thePublishedSizeHasThePublishedWeights() {
    // kernels of the published network: out * in / groups * extent^2
    long convolutions =
        96 * 3 * 121 + 256 * 48 * 25 + 384 * 256 * 9 + 384 * 192 * 9 + 256 * 192 * 9;
    long normalisations = 2 * (96 + 256 + 384 + 384 + 256);
    assertThat(outline(PUBLISHED, 227).parameterCount())
        .isEqualTo(convolutions + normalisations)
        .isEqualTo(2_335_456);
  }

  @Test
  void hasTheRightGradients() {
    new GradientCheck(81)
        .check(
            3,
            new long[] {3, 24, 20},
            (layers, x) -> NARROW.backbone().build(layers, new Features(x, 3, 24, 20)).variable());
  }

  @Test
  void trainingAndInferenceHaveTheSameParameters() {
    Layers training = Layers.outline(Mode.TRAINING);
    NARROW.backbone().build(training, images(training, 24));
    assertThat(training.parameters()).isEqualTo(outline(NARROW, 24).parameters());
  }

  @Test
  void imagesOfWhichNothingIsLeftAreNamed() {
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> outline(PUBLISHED, 50))
        .withMessageStartingWith(
            "recipe field network.backbone leaves nothing of images of 50x50: give it a smaller");
  }

  @Test
  void brokenRulesAreNamed() {
    List<Integer> threes = List.of(3, 3, 3, 3, 3);
    List<Integer> ones = List.of(1, 1, 1, 1, 1);
    refuses(
        0, 0, 0, threes, threes, ones, "stemStride must be a whole number of at least 1, found 0");
    refuses(1, 0, 2, threes, threes, ones, "poolPadding must be 0 or 1, found 2");
    refuses(
        1,
        0,
        0,
        List.of(3),
        threes,
        ones,
        "widths, kernels and groups must be 5 each, found 1, 5 and 5");
    refuses(
        1, 0, 0, threes, List.of(4, 3, 3, 3, 3), ones, "kernels must be odd and positive, found 4");
    refuses(
        1,
        0,
        0,
        threes,
        threes,
        List.of(1, 2, 1, 1, 1),
        "groups must divide a convolution's inputs and outputs, found 2 of 3 and 3 channels");
    refuses(
        1,
        0,
        0,
        threes,
        threes,
        threes,
        "groups must begin with 1, since images are not divided, found 3");
  }

  private static void refuses(
      int stride,
      int padding,
      int poolPadding,
      List<Integer> widths,
      List<Integer> kernels,
      List<Integer> groups,
      String message) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new AlexNetSpec(stride, padding, poolPadding, widths, kernels, groups))
        .withMessage(message);
  }
}
