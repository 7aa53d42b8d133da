package dev.facet.trainer.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.facet.trainer.data.AttributeDataset;
import dev.facet.trainer.data.CelebaLayout;
import dev.facet.trainer.data.DataException;
import dev.facet.trainer.data.Partition;
import dev.facet.trainer.draw.DrawnFaces;
import dev.facet.trainer.evaluate.EpochRow;
import dev.facet.trainer.evaluate.Metrics;
import dev.facet.trainer.evaluate.MetricsFile;
import dev.facet.trainer.predict.RunPredictor;
import dev.facet.trainer.recipe.Recipe;
import dev.facet.trainer.recipe.Recipes;
import dev.facet.trainer.run.RunDirectory;
import dev.facet.trainer.weights.Transfer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FitTest {
  private static final long SEED = 61;
  private static final Duration NEVER = Duration.ofHours(1);

  @TempDir private static Path folder;

  private static AttributeDataset faces;

  @TempDir private Path runs;

  @BeforeAll
  static void drawFaces() throws IOException {
    DrawnFaces.write(folder, 700, 45, 55, SEED);
    faces = CelebaLayout.read(folder);
  }

  @Test
  void learnsDrawnFacesBeyondTheMajority(@TempDir Path moreFaces) throws IOException {
    DrawnFaces.write(moreFaces, 1500, 45, 55, SEED);
    AttributeDataset data = CelebaLayout.read(moreFaces);
    RunDirectory run = new RunDirectory(runs.resolve("run"));
    FitRequest request =
        new FitRequest(
            recipe(Map.of()), data, "drawn", "free", run, Optional.empty(), false, NEVER);
    List<EpochRow> epochs = new Fit(request, new Interrupter(-1)).run();
    assertThat(epochs).hasSize(16);
    assertThat(MetricsFile.readRun(run.metrics()).epochs()).isEqualTo(epochs);
    // nobody can have filled the first batch before it is asked for
    assertThat(epochs.getFirst().waitedShare()).isPositive();
    assertThat(epochs.getLast().trainLoss()).isLessThan(0.7 * epochs.getFirst().trainLoss());
    try (RunPredictor predictor = new RunPredictor(RunDirectory.finished(run.root()))) {
      Metrics metrics = predictor.evaluate(data, Partition.TEST);
      // eight standard errors: some of the forty attributes are a few pixels at this size
      assertThat(metrics.means().accuracy())
          .as("mean accuracy (seed %d)", SEED)
          .isGreaterThan(metrics.means().majorityAccuracy() + 0.03);
    }
  }

  @Test
  void aSeedRepeatsARunBitForBit() throws IOException {
    Map<String, float[]> first = SavedWeights.of(fitted("first", quick("3")));
    Map<String, float[]> second = SavedWeights.of(fitted("second", quick("3")));
    Map<String, float[]> other = SavedWeights.of(fitted("other", quick("4")));
    SavedWeights.assertSame(first, second);
    assertThat(other.get("head.weight")).isNotEqualTo(first.get("head.weight"));
  }

  @Test
  void anInterruptedRunGoesOnToTheSameWeights() throws IOException {
    Map<String, float[]> unbroken = SavedWeights.of(fitted("unbroken", quick("3")));
    // once with a checkpoint after every step, once with those at the ends of epochs only
    for (Duration every : List.of(Duration.ZERO, NEVER)) {
      RunDirectory run = new RunDirectory(runs.resolve("broken-" + every));
      for (long end : new long[] {2, 21, 22, -1}) {
        try {
          fit(quick("3"), run, true, every, end);
        } catch (Interruption expected) {
          assertThat(end).isPositive();
        }
      }
      SavedWeights.assertSame(unbroken, SavedWeights.of(run));
    }
  }

  @Test
  void aRunThatSamplesPersonsGoesOnToTheSameWeights() throws IOException {
    Recipe balanced = recipe(Map.of("training.epochs", "2", "training.sampling", "identities"));
    Map<String, float[]> unbroken = SavedWeights.of(fitted("unbroken", balanced));
    RunDirectory run = new RunDirectory(runs.resolve("broken"));
    for (long end : new long[] {7, -1}) {
      try {
        fit(balanced, run, true, Duration.ZERO, end);
      } catch (Interruption expected) {
        assertThat(end).isPositive();
      }
    }
    SavedWeights.assertSame(unbroken, SavedWeights.of(run));
  }

  @Test
  void aFinishedRunIsNotOverwritten() throws IOException {
    RunDirectory run = fitted("run", quick("3"));
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> fit(quick("3"), run, false, NEVER, -1))
        .withMessageContaining("holds a run already: add --resume");
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> fit(quick("4"), run, true, NEVER, -1))
        .withMessageContaining("was begun with another recipe");
  }

  @Test
  void aRunThatCouldNotBeginLeavesRoomForACorrectedOne() throws IOException {
    RunDirectory run = new RunDirectory(runs.resolve("run"));
    Recipe tooLarge = recipe(Map.of("training.batchSize", "100000"));
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> fit(tooLarge, run, false, NEVER, -1))
        .withMessageContaining("choose a batch size of at most");
    assertThat(fit(quick("3"), run, false, NEVER, -1)).hasSize(2);
  }

  @Test
  void learnsFromOneFaceAtATime() {
    Recipe single = recipe(Map.of("training.batchSize", "1", "training.epochs", "1"));
    RunDirectory run = new RunDirectory(runs.resolve("run"));
    assertThatExceptionOfType(Interruption.class)
        .isThrownBy(() -> fit(single, run, false, NEVER, 5));
  }

  @Test
  void aDamagedCheckpointIsRefused() throws IOException {
    RunDirectory run = fitted("run", quick("3"));
    byte[] bytes = Files.readAllBytes(run.checkpoint());
    bytes[bytes.length / 2] ^= 1;
    Files.write(run.checkpoint(), bytes);
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> fit(quick("3"), run, true, NEVER, -1))
        .withMessageContaining("is damaged");
  }

  @Test
  void otherDataIsRefused(@TempDir Path otherFolder) throws IOException {
    RunDirectory run = fitted("run", quick("3"));
    DrawnFaces.write(otherFolder, 700, 45, 55, SEED + 1);
    AttributeDataset other = CelebaLayout.read(otherFolder);
    FitRequest request =
        new FitRequest(quick("3"), other, "other", "free", run, Optional.empty(), true, NEVER);
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> new Fit(request, new Interrupter(-1)).run())
        .withMessageContaining("was begun on other data");
  }

  @Test
  void aLossThatExplodesIsExplained() {
    Recipe recipe = recipe(Map.of("optimizer.learningRate", "1e30", "optimizer.weightDecay", "0"));
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> fit(recipe, new RunDirectory(runs.resolve("run")), false, NEVER, -1))
        .withMessageContaining("lower optimizer.learningRate, now 1.0E30");
  }

  private static Recipe recipe(Map<String, String> settings) {
    return Recipes.find("pse-tiny", settings);
  }

  /** Two epochs with dropout and averaging, so that all of a run's state takes part. */
  private static Recipe quick(String seed) {
    Map<String, String> settings = new HashMap<>();
    settings.put("training.epochs", "2");
    settings.put("training.seed", seed);
    settings.put("training.averaging", "0.9");
    settings.put("network.dropout", "0.1");
    return recipe(settings);
  }

  private RunDirectory fitted(String name, Recipe recipe) throws IOException {
    RunDirectory run = new RunDirectory(runs.resolve(name));
    fit(recipe, run, false, NEVER, -1);
    return run;
  }

  private static List<EpochRow> fit(
      Recipe recipe, RunDirectory run, boolean resume, Duration every, long end)
      throws IOException {
    FitRequest request =
        new FitRequest(recipe, faces, "drawn", "free", run, Optional.empty(), resume, every);
    return new Fit(request, new Interrupter(end)).run();
  }

  /** Ends a run at a step as a kill would: without a word to anybody. */
  private record Interrupter(long end) implements FitListener {
    @Override
    public void begins(Transfer transfer) {}

    @Override
    public void started(Recipe recipe, int stepsPerEpoch, long position, long parameters) {}

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
