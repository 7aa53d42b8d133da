package dev.facet.trainer.network;

import static org.assertj.core.api.Assertions.assertThat;

import dev.facet.trainer.backbone.BackboneSpec;
import dev.facet.trainer.data.CelebaAttribute;
import dev.facet.trainer.graph.Features;
import dev.facet.trainer.graph.Layers;
import dev.facet.trainer.graph.Mode;
import dev.facet.trainer.recipe.Recipe;
import dev.facet.trainer.recipe.Recipes;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Networks of the papers' sizes against sums made by hand. */
class PaperSizeTest {
  private static final int PERSONS = 8631;
  private static final Subjects SUBJECTS =
      new Subjects(
          Stream.of(CelebaAttribute.values()).map(CelebaAttribute::label).toList(), PERSONS);

  /** AlexNet_cvgj's convolutions and normalisations; see AlexNetBackboneTest. */
  private static final long ALEXNET = 2_335_456;

  /** SE-ResNet-50 has 28,088,024 (Hu et al. 2018), 2,049,000 of them in its classifier. */
  private static final long SE_RESNET_50 = 26_039_024;

  /** Without the classifiers of their 1000 classes; see ResidualBackboneTest. */
  private static final long RESNET_34 = 21_284_672;

  private static final long RESNET_50 = 23_508_032;

  private static final int GROUPS = 8;
  private static final int CHANNELS = 256;
  private static final int HIDDEN = CHANNELS / 16;

  /** Channels of AAFace's branches. */
  private static final int BRANCH = 512;

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

  @ParameterizedTest
  @CsvSource({"r34", "se34"})
  void embeddingsHaveBackboneTwoNormalisationsAndALinearMap(String backbone) {
    long squeezes = 3 * squeeze(64) + 4 * squeeze(128) + 6 * squeeze(256) + 3 * squeeze(512);
    long flat = 512L * 7 * 7;
    long rest = 2 * 512 + flat * 512 + 512 + 2 * 512;
    assertThat(parameters("embedding-%s-softmax".formatted(backbone)))
        .isEqualTo(RESNET_34 + (backbone.equals("se34") ? squeezes : 0) + rest)
        .isEqualTo(parameters("embedding-%s-arcface".formatted(backbone)));
    // softmax has a bias for each person, angles have none
    assertThat(head("embedding-%s-softmax".formatted(backbone))).isEqualTo(PERSONS * 513L);
    assertThat(head("embedding-%s-arcface".formatted(backbone))).isEqualTo(PERSONS * 512L);
  }

  /** Two linear maps with biases, to a sixteenth of the channels and back. */
  private static long squeeze(int channels) {
    return 2L * channels * channels / 16 + channels / 16 + channels;
  }

  @Test
  void aaFacesStagesHaveBackboneBranchesAndIntegration() {
    long common = 2048L * BRANCH * 9 + 2 * BRANCH;
    long own = 9L * BRANCH * BRANCH + 2 * BRANCH;
    long classifiers = 5 * (BRANCH + 1);
    // r = 8; the pools' bottleneck has biases, those of convolutions have normalisations
    int narrow = BRANCH / 8;
    long pooled = 2L * BRANCH * narrow + narrow + BRANCH;
    long norms = 2L * (narrow + BRANCH);
    long pointwise = 2L * BRANCH * narrow + norms;
    long spatial = 2 * 7 * 7 + 2L * 9 * BRANCH * narrow + norms;
    long recognition = RESNET_50 + common + own;
    assertThat(parameters("aaface-0")).isEqualTo(RESNET_50 + 2 * 2048 + 2048 * 512 + 512 + 2 * 512);
    assertThat(parameters("aaface-1")).isEqualTo(recognition);
    assertThat(parameters("aaface-2")).isEqualTo(recognition + own + classifiers);
    assertThat(parameters("aaface"))
        .isEqualTo(recognition + own + classifiers + pooled + pointwise + spatial);
    assertThat(head("aaface")).isEqualTo((long) PERSONS * BRANCH);
  }

  @ParameterizedTest
  @CsvSource({
    "embedding-r34-softmax, 512",
    "embedding-se34-arcface, 512",
    "aaface-0, 2048",
    "aaface, 2048"
  })
  void facesOf224EndInMapsOfSevenBySeven(String name, int channels) {
    Recipe recipe = Recipes.find(name, Map.of());
    BackboneSpec backbone =
        switch (recipe.network()) {
          case EmbeddingSpec spec -> spec.backbone();
          case AaFaceSpec spec -> spec.backbone();
          default -> throw new AssertionError(recipe.network().family());
        };
    Layers layers = Layers.outline(Mode.INFERENCE);
    Features maps = backbone.backbone().build(layers, Branches.images(layers, recipe.input()));
    assertThat(List.of(maps.channels(), maps.height(), maps.width()))
        .containsExactly(channels, 7, 7);
    assertThat(recipe.network().over(recipe.input(), SUBJECTS).embedding()).isEqualTo(512);
  }

  /** AAFace, section 3.2. */
  @Test
  void aaFaceWeighsItsLossesAsInThePaper() {
    AaFaceSpec spec = (AaFaceSpec) Recipes.find("aaface", Map.of()).network();
    assertThat(spec.identityWeight()).isEqualTo(3);
    for (int i = 0; i < spec.attributes().size(); i++) {
      String attribute = spec.attributes().get(i);
      boolean whole = attribute.equals("Male") || attribute.equals("Bald");
      assertThat(spec.attributeWeights().get(i)).as(attribute).isEqualTo(whole ? 1 : 0.5);
    }
    assertThat(spec.attributes())
        .containsExactlyInAnyOrder("Male", "Big_Nose", "Chubby", "Narrow_Eyes", "Bald");
  }

  private static long parameters(String name) {
    return outline(name, Mode.INFERENCE).parameterCount();
  }

  /** What only training needs: the classifier of persons. */
  private static long head(String name) {
    return outline(name, Mode.TRAINING).parameterCount() - parameters(name);
  }

  private static Layers outline(String name, Mode mode) {
    Recipe recipe = Recipes.find(name, Map.of());
    Layers layers = Layers.outline(mode, recipe.start().frozen());
    recipe.network().over(recipe.input(), SUBJECTS).build(layers);
    return layers;
  }
}
