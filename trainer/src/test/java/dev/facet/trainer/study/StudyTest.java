package dev.facet.trainer.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.facet.trainer.data.AttributeDataset;
import dev.facet.trainer.data.CelebaLayout;
import dev.facet.trainer.data.DataException;
import dev.facet.trainer.data.Partition;
import dev.facet.trainer.draw.DrawnFaces;
import dev.facet.trainer.evaluate.EpochRow;
import dev.facet.trainer.fit.FitListener;
import dev.facet.trainer.recipe.Recipe;
import dev.facet.trainer.recipe.Recipes;
import dev.facet.trainer.run.RunDirectory;
import dev.facet.trainer.weights.Transfer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

class StudyTest {
  @TempDir Path folder;

  @ParameterizedTest
  @FieldSource("dev.facet.trainer.study.Studies#BUILT_IN")
  void everyRowOfABuiltInStudyHasItsRecipe(String name) {
    Study study = Studies.find(name);
    assertThat(study.rows()).hasSizeGreaterThan(1);
    study.rows().forEach(row -> assertThat(Recipes.find(row.recipe(), Map.of())).isNotNull());
  }

  @ParameterizedTest
  @FieldSource("dev.facet.trainer.study.Studies#BUILT_IN")
  void everyPapersStudyHasItsRowsAtThePapersSize(String name) {
    Study study = Studies.find(name);
    assumeFalse(name.equals("pse-light"), "it is on a backbone of Facet's own");
    Study large = PaperSize.of(name, study);
    assertThat(large.columns()).isEqualTo(study.columns());
    assertThat(large.title()).endsWith(", at the paper's size");
    assertThat(large.notes()).containsAll(study.notes()).last().asString().contains("--init");
    assertThat(large.rows()).extracting(Study.Row::label).hasSameElementsAs(labels(study));
    large
        .rows()
        .forEach(
            row -> {
              Recipe recipe = Recipes.find(row.recipe(), Map.of());
              assertThat(recipe.input().cropWidth()).isGreaterThanOrEqualTo(224);
              assertThat(recipe.start().after()).doesNotEndWith("-small");
            });
    Set<Recipe> both = new HashSet<>();
    study.rows().forEach(row -> both.add(Recipes.find(row.recipe(), Map.of())));
    large.rows().forEach(row -> both.add(Recipes.find(row.recipe(), Map.of())));
    assertThat(both).hasSize(2 * study.rows().size());
  }

  private static List<String> labels(Study study) {
    return study.rows().stream().map(Study.Row::label).toList();
  }

  @Test
  void aStudyWithoutAPapersSizeIsRefusedInOneSentence() throws IOException {
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> PaperSize.of("pse-light", Studies.find("pse-light")))
        .withMessage(
            "study pse-light has no paper's size: its row Baseline would need a recipe baseline"
                + " beside baseline-small, which Facet does not bring; leave --paper-size out.");
    Path file =
        Files.writeString(
            folder.resolve("mine.yaml"),
            "{title: x, source: y, columns: [accuracy], rows: [{label: One, recipe: pse-tiny}]}");
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> PaperSize.of("mine.yaml", Studies.find(file.toString())))
        .withMessage(
            "study mine.yaml has no paper's size: the recipe pse-tiny of its row One does not end"
                + " in -small; leave --paper-size out.");
  }

  @Test
  void rowsThatBeginWithTheSameRecipeShareItsRun() throws IOException {
    DrawnFaces.write(folder.resolve("data"), 200, 45, 55, 19);
    AttributeDataset faces = CelebaLayout.read(folder.resolve("data"));
    Path first = recipe("first", "extends: pse-tiny\nname: first\ntraining: {epochs: 1}\n");
    recipe("one", "extends: first.yaml\nname: one\nstart: {after: '%s'}\n".formatted(first));
    recipe(
        "two",
        "extends: first.yaml\nname: two\nstart: {after: '%s', frozen: [backbone]}\n"
            .formatted(first));
    Path file =
        Files.writeString(
            folder.resolve("mine.yaml"),
            """
            title: One against two
            source: nowhere
            columns: [accuracy, balanced]
            rows:
              - {label: One, recipe: '%s', paper: {accuracy: 91.5}}
              - {label: Two, recipe: '%s'}
            notes: [Faces are drawn.]
            """
                .formatted(folder.resolve("one.yaml"), folder.resolve("two.yaml")));
    Study study = Studies.find(file.toString());
    StudyRunner.Request request =
        new StudyRunner.Request(
            study,
            faces,
            "drawn",
            "free",
            folder.resolve("runs"),
            List.of(1L, 2L),
            Map.of(),
            Partition.TEST);
    Names names = new Names(new ArrayList<>());
    List<StudyResult> results = new StudyRunner(request, names).run();
    assertThat(names.started())
        .containsExactly("first 1", "one 1", "two 1", "first 2", "one 2", "two 2");
    assertThat(new StudyRunner(request, names).run()).isEqualTo(results);
    assertThat(names.started()).as("nothing is trained twice").hasSize(6);

    List<String> lines = new StudyTable(study, results).markdown().lines().toList();
    assertThat(lines.get(0)).isEqualTo("### One against two (nowhere)");
    assertThat(lines.get(2))
        .contains("accuracy", "difference by seed", "paper", "balanced accuracy", "parameters");
    assertThat(lines.get(4)).startsWith("| One ").contains("±", "91.50").endsWith(" 2 |");
    assertThat(lines.get(5)).startsWith("| Two ").contains("–").endsWith(" 2 |");
    assertThat(lines.getLast()).isEqualTo("- Faces are drawn.");
  }

  /** As after a kill between the two. */
  @Test
  void whatIsMissingOfARunsJudgementsIsJudged() throws IOException {
    DrawnFaces.write(folder.resolve("data"), 200, 45, 55, 19);
    Path both =
        recipe(
            "both",
            """
            extends: pse-tiny
            name: both
            network:
              family: aaface
              stage: joint
              backbone: {family: residual, stem: 3, stemWidth: 8, block: basic, shortcut: pooled,
                squeeze: 0, widths: [8, 16], blocks: [1, 1], strides: [1, 2]}
              branchChannels: 12
              integration: addition
              reduction: 4
              attributes: [Male, Bald]
              attributeWeights: [1.0, 0.5]
              identityWeight: 3.0
              head: {loss: softmax, scale: 16, margin: 0.1, concentration: 0.333}
            training: {epochs: 1}
            """);
    Path file =
        Files.writeString(
            folder.resolve("mine.yaml"),
            "{title: x, source: y, columns: [accuracy, area], rows: [{label: Both, recipe: '%s'}]}"
                .formatted(both));
    StudyRunner.Request request =
        new StudyRunner.Request(
            Studies.find(file.toString()),
            CelebaLayout.read(folder.resolve("data")),
            "drawn",
            "free",
            folder.resolve("runs"),
            List.of(1L),
            Map.of(),
            Partition.TEST);
    Names names = new Names(new ArrayList<>());
    List<StudyResult> results = new StudyRunner(request, names).run();
    assertThat(results.getFirst().judged().attributes()).isPresent();
    assertThat(results.getFirst().judged().persons()).isPresent();
    RunDirectory run = new RunDirectory(folder.resolve("runs").resolve("both-1"));
    for (Path judgement : List.of(run.verification("test"), run.evaluation("test"))) {
      Files.delete(judgement);
      assertThat(new StudyRunner(request, names).run()).isEqualTo(results);
      assertThat(judgement).exists();
    }
    assertThat(names.started()).containsExactly("both 1");
  }

  @Test
  void aMistakeInAStudyIsASentence() throws IOException {
    Path file = Files.writeString(folder.resolve("x.yaml"), "title: x\ncolumns: [speed]\n");
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> Studies.find(file.toString()))
        .withMessageContaining("x.yaml")
        .withMessageContaining("line 2");
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> Studies.find("nothing"))
        .withMessageContaining("study nothing is neither a file nor one of [pse");
  }

  private Path recipe(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name + ".yaml"), text);
  }

  /** Notes which recipe is trained with which seed. */
  private record Names(List<String> started) implements FitListener {
    @Override
    public void begins(Transfer transfer) {}

    @Override
    public void started(Recipe recipe, int stepsPerEpoch, long position, long parameters) {
      started.add(recipe.name() + " " + recipe.training().seed());
    }

    @Override
    public void stepped(int epoch, long count, double loss, double imagesPerSecond) {}

    @Override
    public void finished(EpochRow row) {}
  }
}
