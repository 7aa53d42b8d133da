package dev.facet.trainer.network;

import static org.assertj.core.api.Assertions.assertThat;

import dev.facet.trainer.data.CelebaAttribute;
import dev.facet.trainer.graph.Layers;
import dev.facet.trainer.graph.Mode;
import dev.facet.trainer.recipe.Recipe;
import dev.facet.trainer.recipe.Recipes;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Networks of the papers' sizes against sums made by hand. */
class PaperSizeTest {
  private static final List<String> CELEBA =
      Stream.of(CelebaAttribute.values()).map(CelebaAttribute::label).toList();

  /** AlexNet_cvgj's convolutions and normalisations; see AlexNetBackboneTest. */
  private static final long ALEXNET = 2_335_456;

  /** SE-ResNet-50 has 28,088,024 (Hu et al. 2018), 2,049,000 of them in its classifier. */
  private static final long SE_RESNET_50 = 26_039_024;

  private static final int GROUPS = 8;
  private static final int CHANNELS = 256;
  private static final int HIDDEN = CHANNELS / 16;

  @ParameterizedTest
  @CsvSource({
    "pse-alex-baseline, 2_874_120",
    "pse-alex-a, 2_883_752",
    "pse-alex-b, 2_875_536",
    "pse-se-baseline, 30_247_704",
    "pse-se-a, 30_264_728",
    "pse-se-b, 30_249_120"
  })
  void pseHasBackboneBranchesMasksAndClassifiers(String recipe, String sum) {
    boolean alexnet = recipe.contains("alex");
    long plane = alexnet ? 6 * 6 : 8 * 8;
    long wide = (long) GROUPS * CHANNELS;
    long branches = (alexnet ? 256 : 2048) * wide + 2 * wide;
    long dense = 2 * GROUPS * HIDDEN * plane + GROUPS * HIDDEN + GROUPS * plane;
    long convolutional = GROUPS * HIDDEN * 9 + GROUPS * HIDDEN + GROUPS * HIDDEN + GROUPS;
    long masks = recipe.endsWith("a") ? dense : recipe.endsWith("b") ? convolutional : 0;
    long classifiers = 40 * (CHANNELS + 1);
    assertThat(parameters(recipe))
        .isEqualTo((alexnet ? ALEXNET : SE_RESNET_50) + branches + masks + classifiers)
        .isEqualTo(Long.parseLong(sum.replace("_", "")));
  }

  @ParameterizedTest
  @CsvSource({
    "gal-baseline, 4_994_736",
    "gal-c, 5_101_696",
    "gal-j, 5_101_696",
    "gal-p, 5_101_696"
  })
  void galHasABranchAndANodeForEachAttribute(String recipe, String sum) {
    long plane = 6 * 6;
    long wide = 40L * CHANNELS;
    long branches = 256 * wide + 2 * wide;
    long masks = 40 * (HIDDEN * 9 + HIDDEN + HIDDEN + 1);
    long classifiers = 40 * (CHANNELS + 1);
    long nodes = 40 * 10 * (CHANNELS + 1);
    long classifiersOfNodes = 40 * (10 * plane + 1);
    boolean baseline = recipe.endsWith("baseline");
    assertThat(parameters(recipe))
        .isEqualTo(
            ALEXNET + branches + masks + (baseline ? classifiers : nodes + classifiersOfNodes))
        .isEqualTo(Long.parseLong(sum.replace("_", "")));
  }

  private static long parameters(String name) {
    Recipe recipe = Recipes.find(name, Map.of());
    Layers layers = Layers.outline(Mode.INFERENCE);
    recipe.network().over(recipe.input(), Subjects.of(CELEBA)).build(layers);
    return layers.parameterCount();
  }
}
