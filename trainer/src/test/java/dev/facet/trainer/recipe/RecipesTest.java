package dev.facet.trainer.recipe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.facet.trainer.data.DataException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

class RecipesTest {
  @SuppressWarnings("unused") // read by the parameterized test
  private static final java.util.List<String> BUILT_IN = Recipes.BUILT_IN;

  @TempDir private Path folder;

  @ParameterizedTest
  @FieldSource("BUILT_IN")
  void everyBuiltInRecipeIsComplete(String name) throws IOException {
    Recipe recipe = Recipes.find(name, Map.of());
    assertThat(recipe.name()).isEqualTo(name);
    Path file = Files.writeString(folder.resolve("copy.yaml"), Recipes.write(recipe));
    assertThat(Recipes.read(file)).isEqualTo(recipe);
  }

  @Test
  void theBaselineIsTheSameRecipeWithASwitch() {
    Recipe pse = Recipes.find("pse-small", Map.of("network.excitation", "none"));
    Recipe baseline = Recipes.find("baseline-small", Map.of());
    assertThat(pse)
        .usingRecursiveComparison()
        .ignoringFields("name", "description")
        .isEqualTo(baseline);
    assertThat(pse.network().label()).isEqualTo("pse-baseline");
  }

  @Test
  void aFileSaysOnlyWhatDiffers() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("mine.yaml"), "extends: pse-tiny\nname: mine\ntraining:\n  epochs: 3\n");
    Recipe recipe = Recipes.find(file.toString(), Map.of());
    assertThat(recipe.name()).isEqualTo("mine");
    assertThat(recipe.training().epochs()).isEqualTo(3);
    assertThat(recipe.training().batchSize()).isEqualTo(32);
  }

  @Test
  void settingsChangeFields() {
    Recipe recipe = Recipes.find("pse-tiny", Map.of("network.backbone.widths", "[8, 16]"));
    assertThat(recipe.network().toString()).contains("widths=[8, 16]");
  }

  @Test
  void aSettingOfAnUnknownFieldIsNamed() {
    refuses("pse-tiny", Map.of("training.epoch", "3"), "--set training.epoch=3 names a field");
  }

  @Test
  void aBrokenRuleSaysFieldRuleAndValue() {
    refuses(
        "pse-tiny",
        Map.of("optimizer.learningRate", "-1"),
        "recipe pse-tiny, field optimizer: learningRate must be a number above 0, found -1.0");
  }

  @Test
  void anUnknownRecipeIsNamed() {
    refuses(
        "no-such", Map.of(), "recipe no-such is neither a file nor built in: 'facet-trainer fit");
  }

  @Test
  void anUnknownFieldOfAFileIsNamed() throws IOException {
    Path file = Files.writeString(folder.resolve("mine.yaml"), "extends: pse-tiny\ntrainig: {}\n");
    refuses(file.toString(), Map.of(), "trainig");
  }

  @Test
  void valuesOfTheWrongKindAreNamed() {
    refuses("pse-tiny", Map.of("training.epochs", "2.5"), "field training.epochs: needs a whole");
    refuses("pse-tiny", Map.of("training.epochs", "0"), "a whole number of at least 1, found 0");
    refuses(
        "pse-tiny",
        Map.of("network.excitation", "1"),
        "network.excitation: needs one of [none, dense, convolutional]");
    refuses("pse-tiny", Map.of("network", "x"), "field network: ");
    refuses("pse-tiny", Map.of("training.epochs", ""), "--set training.epochs has no value");
  }

  @Test
  void mistakesOfSeveralSectionsAreToldAtOnce() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("m.yaml"),
            """
            extends: pse-tiny
            trainig: {}
            optimizer: {learningRate: 0, momentun: 1, bta: 2}
            training: {epochs: some}
            schedule:
            """);
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> Recipes.find(file.toString(), Map.of("input.wdth", "9")))
        .satisfies(
            e ->
                assertThat(e.getMessage().lines())
                    .hasSize(8)
                    .startsWith("recipe %s has 7 mistakes:".formatted(file))
                    .anyMatch(line -> line.startsWith("  --set input.wdth=9 names a field that"))
                    .anyMatch(line -> line.startsWith("  field optimizer.momentun: there is no"))
                    .anyMatch(line -> line.startsWith("  field optimizer.bta: there is no such"))
                    .anyMatch(line -> line.startsWith("  field optimizer: learningRate must be"))
                    .anyMatch(line -> line.startsWith("  field training.epochs: needs a whole"))
                    .anyMatch(line -> line.startsWith("  field schedule: has no value"))
                    .anyMatch(line -> line.startsWith("  field trainig: there is no such field")));
  }

  @Test
  void aSectionThatNobodyGivesIsNamed() throws IOException {
    Path file = Files.writeString(folder.resolve("m.yaml"), "name: mine\n");
    refuses(file.toString(), Map.of(), "field network: is missing; give it, or extend a recipe");
  }

  @Test
  void samplingPersonsNeedsWholeTurnsInABatch() {
    refuses(
        "pse-tiny",
        Map.of("training.sampling", "identities", "training.facesPerIdentity", "5"),
        "batchSize must be a multiple of facesPerIdentity, found 32 and 5");
    refuses(
        "pse-tiny",
        Map.of("training.sampling", "faces"),
        "field training.sampling: needs one of [uniform, identities]");
  }

  @Test
  void milestonesRise() {
    refuses(
        "pse-tiny",
        Map.of("schedule.milestones", "[4, 4]"),
        "field schedule: milestones must be rising epochs from 1 on, found [4, 4]");
    refuses(
        "pse-tiny",
        Map.of("schedule.shape", "milestones"),
        "field schedule: milestones must name an epoch, found none");
  }

  @Test
  void anEmptySectionIsNamed() throws IOException {
    Path file = Files.writeString(folder.resolve("m.yaml"), "extends: pse-tiny\noptimizer:\n");
    refuses(file.toString(), Map.of(), "optimizer");
  }

  @Test
  void aFieldThatStandsTwiceIsRefused() throws IOException {
    Path file =
        Files.writeString(folder.resolve("m.yaml"), "extends: pse-tiny\nname: a\nname: b\n");
    refuses(file.toString(), Map.of(), "name");
  }

  @Test
  void aFileExtendsTheOneBesideIt() throws IOException {
    Path sub = Files.createDirectories(folder.resolve("sub"));
    Files.writeString(sub.resolve("base.yaml"), "extends: pse-tiny\nname: base\n");
    Path child = Files.writeString(sub.resolve("child.yaml"), "extends: base.yaml\n");
    assertThat(Recipes.find(child.toString(), Map.of()).name()).isEqualTo("base");
  }

  @Test
  void aCircleOfRecipesIsNamed() throws IOException {
    Path file = folder.resolve("circle.yaml");
    Files.writeString(file, "extends: " + file.getFileName() + "\n");
    refuses(file.toString(), Map.of(), "is there a circle?");
  }

  private static void refuses(String recipe, Map<String, String> settings, String message) {
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> Recipes.find(recipe, settings))
        .withMessageContaining(message);
  }
}
