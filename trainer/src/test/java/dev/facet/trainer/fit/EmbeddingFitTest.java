package dev.facet.trainer.fit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.facet.trainer.data.AttributeDataset;
import dev.facet.trainer.data.CelebaLayout;
import dev.facet.trainer.draw.DrawnFaces;
import dev.facet.trainer.evaluate.EpochRow;
import dev.facet.trainer.evaluate.MetricsFile;
import dev.facet.trainer.evaluate.RunMetrics;
import dev.facet.trainer.evaluate.verification.VerificationMetrics;
import dev.facet.trainer.recipe.Recipe;
import dev.facet.trainer.recipe.Recipes;
import dev.facet.trainer.run.RunDirectory;
import dev.facet.trainer.weights.NamedArrays;
import dev.facet.trainer.weights.Transfer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a run leaves that learns to tell persons apart. */
class EmbeddingFitTest {
  private static final long SEED = 81;

  @TempDir private Path folder;

  @Test
  void aRunTellsHowWellItKnowsPersonsAndKeepsWhatOnlyTrainingNeeds() throws IOException {
    AttributeDataset faces = drawnFaces();
    RunDirectory run = fitted("run", faces, -1);
    RunMetrics metrics = MetricsFile.readRun(run.metrics());
    VerificationMetrics verification = metrics.verifications().get("validation");
    EpochRow last = metrics.epochs().getLast();
    assertThat(last.validationMeanAccuracy()).isEmpty();
    assertThat(last.validationVerification()).hasValue(verification.areaUnderCurve());
    assertThat(verification.areaUnderCurve()).as("seed %d", SEED).isGreaterThan(0.6);
    assertThat(run.report()).content().contains("<h2>Verification</h2>");
    Map<String, NamedArrays.Values> kept = RunWeights.read(run).arrays();
    assertThat(kept).containsKeys("embedding.linear.weight", "head.weight");
    // the lengths of embeddings are far below the 20 that their mean begins with
    assertThat(kept.get("head.lengths.mean").numbers()[0]).isBetween(1f, 19.5f);
    assertThat(kept.get("head.lengths.variance").numbers()[0]).isBetween(1f, 9_900f);
  }

  @Test
  void anInterruptedRunGoesOnToTheSameWeightsAndMoments() throws IOException {
    AttributeDataset faces = drawnFaces();
    Map<String, NamedArrays.Values> unbroken =
        RunWeights.read(fitted("unbroken", faces, -1)).arrays();
    for (long end : new long[] {5, -1}) {
      try {
        fitted("broken", faces, end);
      } catch (Interruption expected) {
        assertThat(end).isPositive();
      }
    }
    Map<String, NamedArrays.Values> broken =
        RunWeights.read(new RunDirectory(folder.resolve("broken"))).arrays();
    assertThat(broken.keySet()).isEqualTo(unbroken.keySet());
    unbroken.forEach(
        (name, values) ->
            assertThat(broken.get(name).numbers()).as(name).isEqualTo(values.numbers()));
  }

  private AttributeDataset drawnFaces() throws IOException {
    Path data = folder.resolve("faces");
    DrawnFaces.write(data, 300, 45, 55, SEED);
    return CelebaLayout.read(data);
  }

  private RunDirectory fitted(String name, AttributeDataset faces, long end) throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("recipe.yaml"),
            """
            extends: pse-tiny
            name: persons
            network:
              family: embedding
              pooling: flatten
              size: 16
              dropout: 0.0
              head: {loss: adaface, scale: 16, margin: 0.1, concentration: 0.333}
              backbone:
                {family: residual, stem: 3, stemWidth: 8, block: basic, shortcut: pooled,
                 squeeze: 0, widths: [8, 16], blocks: [1, 1], strides: [1, 2]}
            training: {epochs: 4}
            """);
    Recipe recipe = Recipes.find(file.toString(), Map.of());
    RunDirectory run = new RunDirectory(folder.resolve(name));
    new Fit(
            new FitRequest(
                recipe, faces, "drawn", "free", run, Optional.empty(), true, Duration.ZERO),
            new Interrupter(end))
        .run();
    return run;
  }

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
