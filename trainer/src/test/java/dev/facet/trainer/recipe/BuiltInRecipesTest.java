package dev.facet.trainer.recipe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.facet.trainer.data.CelebaAttribute;
import dev.facet.trainer.graph.Layers;
import dev.facet.trainer.graph.Mode;
import dev.facet.trainer.kernel.JavaOperator;
import dev.facet.trainer.network.Subjects;
import dev.facet.trainer.network.Tensors;
import dev.facet.trainer.plan.Gradients;
import dev.facet.trainer.study.Studies;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every recipe that Facet brings promises, whatever its size: nothing is computed here. */
class BuiltInRecipesTest {
  private static final Subjects CELEBA =
      new Subjects(Stream.of(CelebaAttribute.values()).map(CelebaAttribute::label).toList(), 100);

  static List<String> recipes() {
    return Recipes.BUILT_IN;
  }

  private static Layers outline(String name, Mode mode) {
    Recipe recipe = Recipes.find(name, Map.of());
    Layers layers = Layers.outline(mode, recipe.start().frozen());
    recipe.network().over(recipe.input(), CELEBA).build(layers);
    return layers;
  }

  @Test
  void everyRecipeAndStudyThatIsBroughtIsListed() throws IOException {
    assertThat(brought("recipes")).containsExactlyInAnyOrderElementsOf(Recipes.BUILT_IN);
    assertThat(brought("studies")).containsExactlyInAnyOrderElementsOf(Studies.BUILT_IN);
  }

  /** The names of a folder's files: of the sources, for a build folder keeps deleted ones. */
  private static List<String> brought(String folder) throws IOException {
    try (Stream<Path> files = Files.list(Path.of("src/main/resources", folder))) {
      return files.map(file -> file.getFileName().toString().replaceFirst("\\.yaml$", "")).toList();
    }
  }

  @ParameterizedTest
  @MethodSource("recipes")
  void trainsWithoutJavaOperatorsWhereThereIsAGpu(String recipe) {
    Layers layers = outline(recipe, Mode.TRAINING);
    assertThat(Gradients.of(layers.graph(), Tensors.LOSS, layers.trainable()))
        .containsOnlyKeys(layers.trainable());
    assertThat(layers.graph().ops()).noneMatch(JavaOperator.class::isInstance);
  }

  @ParameterizedTest
  @MethodSource("recipes")
  void answersWithWhatItLearnt(String recipe) {
    Layers training = outline(recipe, Mode.TRAINING);
    Layers inference = outline(recipe, Mode.INFERENCE);
    assertThat(training.parameters()).containsAllEntriesOf(inference.parameters());
    assertThat(inference.parameterCount()).isPositive();
    assertThat(inference.graph().ops()).noneMatch(JavaOperator.class::isInstance);
  }
}
