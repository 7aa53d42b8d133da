package dev.facet.trainer.recipe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.facet.trainer.augment.Augmentation;
import dev.facet.trainer.data.CelebaAttribute;
import dev.facet.trainer.graph.Layers;
import dev.facet.trainer.graph.Mode;
import dev.facet.trainer.network.AaFaceSpec;
import dev.facet.trainer.network.BlanSpec;
import dev.facet.trainer.network.Subjects;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the rows of the papers' tables differ by at the papers' size; nothing is computed here. */
class PaperRowsTest {
  private static final Subjects CELEBA =
      new Subjects(
          Stream.of(CelebaAttribute.values()).map(CelebaAttribute::label).toList(), 10_177);

  /** Training faces of LFWA (BLAN, section 4.1). */
  private static final double LFWA = 6263;

  private static Recipe recipe(String name) {
    return Recipes.find(name, Map.of());
  }

  private static long parameters(String name) {
    Recipe recipe = recipe(name);
    Layers layers = Layers.outline(Mode.INFERENCE);
    recipe.network().over(recipe.input(), CELEBA).build(layers);
    return layers.parameterCount();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "blan-1",
        "blan-2",
        "blan-3",
        "blan-4",
        "blan-5",
        "blan-6",
        "blan-spt-chn",
        "blan-parallel"
      })
  void nothingSuppressesOverfittingWhereThePaperDoesNot(String name) {
    assertThat(((BlanSpec) recipe(name).network()).dropout()).isZero();
    assertThat(recipe(name).augmentation()).isEqualTo(Augmentation.none());
    assertThat(recipe(name).start().follows()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"blan-chn-spt-os", "blan-spt-chn-os", "blan-parallel-os", "blan", "blan-lfwa"})
  void dropoutAndMirroringSuppressOverfittingAndSayWhatInitBrings(String name) {
    assertThat(((BlanSpec) recipe(name).network()).dropout()).isEqualTo(0.5);
    assertThat(recipe(name).augmentation()).isEqualTo(new Augmentation(true, 0, 0, 0, 0));
    assertThat(recipe(name).description()).contains("--init");
  }

  @Test
  void blansRowsAddPartByPart() {
    List<Long> counts =
        Stream.of("blan-1", "blan-2", "blan-4", "blan-5", "blan-6")
            .map(PaperRowsTest::parameters)
            .toList();
    assertThat(counts.get(1)).as("local information only trains").isEqualTo(counts.getFirst());
    assertThat(counts.get(2)).as("the decoder").isGreaterThan(counts.get(1));
    assertThat(counts.get(4)).as("five weights an attribute").isEqualTo(counts.get(3) + 5 * 40);
    assertThat(parameters("blan-spt-chn")).isEqualTo(counts.get(4));
  }

  @ParameterizedTest
  @CsvSource({"blan-chn-spt-os, blan", "aaface-r8, aaface"})
  void theSameRowHasTheSameRecipeUnderBothNames(String row, String other) {
    assertThat(recipe(row))
        .usingRecursiveComparison()
        .ignoringFields("name", "description")
        .isEqualTo(recipe(other));
  }

  @Test
  void aaFacesReductionsMakeItsIntegrationSmaller() {
    assertThat(parameters("aaface-r4")).isGreaterThan(parameters("aaface-r8"));
    assertThat(parameters("aaface-r8")).isGreaterThan(parameters("aaface-r16"));
    assertThat(parameters("aaface-r16")).isGreaterThan(parameters("aaface-addition"));
    assertThat(parameters("aaface-addition")).isGreaterThan(parameters("aaface-baseline"));
  }

  @ParameterizedTest
  @CsvSource({"aaface-m, 1", "aaface-mb, 2", "aaface-mbch, 3"})
  void aaFacesSubsetsBeginWithTheirOwnSecondStage(String name, int attributes) {
    Recipe second = recipe(recipe(name).start().after());
    AaFaceSpec joint = (AaFaceSpec) recipe(name).network();
    assertThat(joint.attributes()).hasSize(attributes);
    assertThat(joint.stage()).isEqualTo(AaFaceSpec.Stage.JOINT);
    assertThat(((AaFaceSpec) second.network()).attributes()).isEqualTo(joint.attributes());
    assertThat(((AaFaceSpec) second.network()).stage()).isEqualTo(AaFaceSpec.Stage.ATTRIBUTES);
    assertThat(second.start().after()).isEqualTo("aaface-1");
  }

  @ParameterizedTest
  @CsvSource({
    "pse-alex-b-lfwa, 10_000, 20_000, pse-alex-b",
    "pse-alex-baseline-lfwa, 10_000, 20_000, pse-alex-baseline",
    "pse-se-b-lfwa, 10_000, 10_000, pse-se-b",
    "pse-se-baseline-lfwa, 10_000, 10_000, pse-se-baseline",
    "gal-j-lfwa, 5_000, 10_000, gal-j",
    "gal-baseline-lfwa, 5_000, 10_000, gal-baseline"
  })
  void onLfwaEpochsAreThePapersStepsAndFacesAreDistorted(
      String name, String every, String all, String celeba) {
    Recipe recipe = recipe(name);
    double stepsInEpoch = LFWA / recipe.training().batchSize();
    assertThat(recipe.schedule().every() * stepsInEpoch / number(every)).isCloseTo(1, within(3e-3));
    assertThat(recipe.training().epochs() * stepsInEpoch / number(all)).isCloseTo(1, within(3e-3));
    assertThat(recipe.optimizer().learningRate()).isEqualTo(0.005);
    assertThat(recipe.optimizer().weightDecay())
        .isEqualTo(recipe(celeba).optimizer().weightDecay());
    assertThat(recipe.network()).isEqualTo(recipe(celeba).network());
    assertThat(recipe.augmentation())
        .isEqualTo(new Augmentation(true, 0, 0, 0, 0).distorted(10, 5, 0.1, 8));
  }

  private static double number(String text) {
    return Double.parseDouble(text.replace("_", ""));
  }

  @ParameterizedTest
  @CsvSource({
    "embedding-r34-softmax, 0.005",
    "embedding-se34-arcface, 0.005",
    "aaface-0, 0.005",
    "aaface, 0.005",
    "pse-alex-b, 0.005",
    "pse-se-b, 0.001",
    "gal-j, 0.01"
  })
  void decoupledDecayIsAsStrongAsThePapersPartOfTheGradient(String name, double decay) {
    assertThat(recipe(name).optimizer().weightDecay()).isEqualTo(decay);
    assertThat(recipe(name).optimizer().momentum()).isEqualTo(0.9);
  }
}
