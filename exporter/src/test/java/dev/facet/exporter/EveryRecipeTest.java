package dev.facet.exporter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.facet.exporter.bundle.BundleName;
import dev.facet.exporter.bundle.Manifest;
import dev.facet.exporter.export.ExportFaces;
import dev.facet.exporter.export.ExportOptions;
import dev.facet.exporter.export.Exporter;
import dev.facet.exporter.export.Form;
import dev.facet.exporter.quantize.Int8Progress;
import dev.facet.exporter.run.TrainedRun;
import dev.facet.trainer.recipe.Recipe;
import dev.facet.trainer.recipe.Recipes;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every network that a recipe for a CPU describes becomes a bundle that agrees with SameDiff. */
class EveryRecipeTest {
  @TempDir private Path folder;

  @ParameterizedTest
  @MethodSource("recipes")
  void isExported(String name) throws IOException {
    requireParity(Recipes.find(name, Map.of()));
  }

  /** What recipes for a CPU do not have: bottlenecks, strided shortcuts and a stem of 7. */
  @Test
  void aNarrowFormOfTheLargestBackboneIsExported() throws IOException {
    requireParity(
        Recipes.find(
            "pse-se-b",
            Map.of(
                "network.branchChannels", "32",
                "network.backbone.stemWidth", "8",
                "network.backbone.squeeze", "4",
                "network.backbone.widths", "[16, 24, 32]",
                "network.backbone.blocks", "[2, 1, 2]",
                "network.backbone.strides", "[1, 2, 2]",
                "input.width", "90",
                "input.height", "74",
                "input.cropWidth", "83",
                "input.cropHeight", "69")));
  }

  private void requireParity(Recipe recipe) throws IOException {
    long seed = 71;
    TrainedRun run = TrainedRun.read(RecipeRun.write(folder, recipe, seed));
    Manifest manifest =
        Exporter.export(
                run,
                ExportFaces.of(run, Optional.empty()),
                folder.resolve("bundles"),
                new BundleName("network", "1.0.0"),
                ExportOptions.plain().withForms(EnumSet.allOf(Form.class)),
                Int8Progress.silent())
            .manifest();

    assertThat(manifest.variants()).hasSize(Form.values().length);
    manifest
        .variants()
        .forEach(
            (file, variant) ->
                assertThat(variant.parity().maxAbsoluteDifference())
                    .as("%s, seed %d", file, seed)
                    .isBetween(0.0, Form.ofFile(file).tolerance()));
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
