package dev.facet.exporter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.facet.exporter.bundle.BundleName;
import dev.facet.exporter.bundle.Manifest;
import dev.facet.exporter.export.Exporter;
import dev.facet.exporter.run.Faces;
import dev.facet.exporter.run.TrainedRun;
import dev.facet.trainer.recipe.Recipe;
import dev.facet.trainer.recipe.Recipes;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every network that a recipe for a CPU describes becomes a bundle that agrees with SameDiff. */
class EveryRecipeTest {
  @TempDir private Path folder;

  @ParameterizedTest
  @MethodSource("recipes")
  void isExported(String name) throws IOException {
    long seed = 71;
    TrainedRun run = TrainedRun.read(RecipeRun.write(folder, Recipes.find(name, Map.of()), seed));
    Faces faces = Faces.of(run, Optional.empty(), 4);

    Manifest manifest =
        Exporter.export(
                run, faces, folder.resolve("bundles"), new BundleName("network", "1.0.0"), false)
            .manifest();

    assertThat(manifest.parity().maxAbsoluteDifference()).as("seed %d", seed).isBetween(0.0, 1e-4);
    assertThat(manifest.outputs()).isNotEmpty();
  }

  /** One of those that differ in nothing but how they are trained. */
  static Stream<String> recipes() {
    Set<List<Object>> known = new HashSet<>();
    return Recipes.BUILT_IN.stream()
        .filter(name -> name.endsWith("-small"))
        .filter(
            name -> {
              Recipe recipe = Recipes.find(name, Map.of());
              return known.add(List.of(recipe.network(), recipe.input()));
            });
  }
}
