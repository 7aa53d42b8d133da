package dev.facet.trainer.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.facet.trainer.data.AttributeDataset;
import dev.facet.trainer.data.CelebaLayout;
import dev.facet.trainer.data.DataException;
import dev.facet.trainer.draw.DrawnFaces;
import dev.facet.trainer.evaluate.EpochRow;
import dev.facet.trainer.recipe.Recipe;
import dev.facet.trainer.recipe.Recipes;
import dev.facet.trainer.run.RunDirectory;
import dev.facet.trainer.run.RunInfo;
import dev.facet.trainer.weights.NamedArrays;
import dev.facet.trainer.weights.Transfer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What weights begin as, and which of them learn. */
class StartTest {
  @TempDir static Path folder;
  private static AttributeDataset faces;

  @TempDir Path runs;

  @BeforeAll
  static void drawFaces() throws IOException {
    DrawnFaces.write(folder, 200, 45, 55, 17);
    faces = CelebaLayout.read(folder);
  }

  @Test
  void theRecipeBeforeIsTrainedFirstAndFrozenLayersKeepItsWeights() throws IOException {
    Recipe second = second("[backbone, branches.conv]");
    RunDirectory run = new RunDirectory(runs.resolve("run"));
    fit(second, run, Optional.empty(), -1);
    RunDirectory before = new RunDirectory(run.before());
    assertThat(RunInfo.read(before.info()).recipe()).isEqualTo("first");
    Map<String, float[]> old = SavedWeights.of(before);
    Map<String, float[]> now = SavedWeights.of(run);
    assertThat(now.keySet()).isEqualTo(old.keySet());
    now.forEach(
        (name, values) -> {
          boolean frozen = name.startsWith("backbone.") || name.startsWith("branches.conv.");
          // the owners of the head are a constant of the network
          if (frozen || name.equals("head.owner")) {
            assertThat(values).as(name).isEqualTo(old.get(name));
          } else {
            assertThat(values).as(name).isNotEqualTo(old.get(name));
          }
        });
    Transfer start = RunInfo.read(run.info()).start();
    assertThat(start.taken()).contains("backbone.stem.conv.weight", "backbone.stem.norm.variance");
    assertThat(start.missing()).isEmpty();
  }

  @Test
  void aChainThatIsInterruptedGoesOnToTheSameWeights() throws IOException {
    Recipe second = second("[]");
    RunDirectory unbroken = new RunDirectory(runs.resolve("unbroken"));
    fit(second, unbroken, Optional.empty(), -1);
    RunDirectory run = new RunDirectory(runs.resolve("broken"));
    // both runs of the chain have four steps
    for (long end : new long[] {2, 3, -1}) {
      try {
        fit(second, run, Optional.empty(), end);
      } catch (Interruption expected) {
        assertThat(end).isPositive();
      }
    }
    SavedWeights.assertSame(SavedWeights.of(unbroken), SavedWeights.of(run));
  }

  @Test
  void givenWeightsTakeThePlaceOfTheRecipeBefore() throws IOException {
    RunDirectory first = new RunDirectory(runs.resolve("first"));
    fit(first("first"), first, Optional.empty(), -1);
    RunDirectory run = new RunDirectory(runs.resolve("run"));
    fit(second("[]"), run, Optional.of(RunWeights.read(first)), -1);
    assertThat(run.before()).doesNotExist();
    assertThat(RunInfo.read(run.info()).start().source()).contains("first");
  }

  @Test
  void weightsOfAnotherNetworkAreRefused() {
    NamedArrays strange =
        new NamedArrays(
            "file other.onnx",
            Map.of("conv", new NamedArrays.Values(List.of(2L), new float[] {1, 2})));
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(
            () ->
                fit(
                    first("first"),
                    new RunDirectory(runs.resolve("run")),
                    Optional.of(strange),
                    -1))
        .withMessageContaining(
            "file other.onnx has no array with a name and shape of recipe first");
  }

  private Recipe first(String name) throws IOException {
    return Recipes.find(firstFile(name).toString(), Map.of());
  }

  private Path firstFile(String name) throws IOException {
    return Files.writeString(
        runs.resolve(name + ".yaml"),
        "extends: pse-tiny\nname: %s\ntraining: {epochs: 1, seed: 5}\n".formatted(name));
  }

  private Recipe second(String frozen) throws IOException {
    Path file =
        Files.writeString(
            runs.resolve("second.yaml"),
            """
            extends: first.yaml
            name: second
            start: {after: '%s', frozen: %s}
            """
                .formatted(firstFile("first"), frozen));
    return Recipes.find(file.toString(), Map.of());
  }

  private static void fit(Recipe recipe, RunDirectory run, Optional<NamedArrays> initial, long end)
      throws IOException {
    FitRequest request =
        new FitRequest(recipe, faces, "drawn", "free", run, initial, true, Duration.ZERO);
    new Fit(request, new Interrupter(end)).run();
  }

  private record Interrupter(long end) implements FitListener {
    @Override
    public void begins(Transfer transfer) {}

    @Override
    public void started(Recipe recipe, int stepsPerEpoch, long position, long parameters) {
      assertThat(stepsPerEpoch).isEqualTo(4);
    }

    @Override
    public void stepped(int epoch, long count, double loss, double imagesPerSecond) {
      if (count == end) {
        throw new Interruption();
      }
    }

    @Override
    public void finished(EpochRow row) {}
  }

  private static final class Interruption extends RuntimeException {}
}
