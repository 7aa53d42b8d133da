package dev.facet.trainer.fit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.facet.trainer.data.AttributeDataset;
import dev.facet.trainer.data.CelebaLayout;
import dev.facet.trainer.draw.DrawnFaces;
import dev.facet.trainer.evaluate.EpochRow;
import dev.facet.trainer.evaluate.MetricsFile;
import dev.facet.trainer.evaluate.RunMetrics;
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
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The stages of AAFace, each a run that begins with the weights of the one before. */
class AaFaceChainTest {
  private static final String BACKBONE =
      "{family: residual, stem: 3, stemWidth: 8, block: basic, shortcut: pooled, squeeze: 0,"
          + " widths: [8, 16], blocks: [1, 1], strides: [1, 2]}";

  @TempDir private Path folder;

  @Test
  void everyStageKeepsWhatIsFrozenAndTheLastHasItAll() throws IOException {
    RunDirectory joint = fitted();
    RunDirectory attributes = new RunDirectory(joint.before());
    RunDirectory recognition = new RunDirectory(attributes.before());
    RunDirectory backbone = new RunDirectory(recognition.before());

    assertSame("backbone.", arrays(backbone), arrays(recognition));
    assertSame("backbone.", arrays(recognition), arrays(attributes));
    assertSame("recognition.", arrays(recognition), arrays(attributes));
    assertThat(arrays(attributes)).containsKeys("recognition.head.lengths.mean");

    RunInfo info = RunInfo.read(joint.info());
    assertThat(info.start().missing()).isNotEmpty().allMatch(each -> each.startsWith("integr"));
    assertThat(info.start().different()).isEmpty();
    assertThat(info.start().unused()).isEmpty();
    assertThat(info.labels()).containsExactly("Male", "Bald");
    RunMetrics metrics = MetricsFile.readRun(joint.metrics());
    assertThat(metrics.evaluations()).containsKey("validation");
    assertThat(metrics.verifications()).containsKey("validation");
    assertThat(RunInfo.read(recognition.info()).labels()).isEmpty();
  }

  private RunDirectory fitted() throws IOException {
    Path data = folder.resolve("faces");
    DrawnFaces.write(data, 200, 45, 55, 91);
    AttributeDataset faces = CelebaLayout.read(data);
    Path before =
        recipe(
            "zero",
            """
            extends: pse-tiny
            network:
              family: embedding
              pooling: mean
              size: 16
              dropout: 0.0
              head: {loss: softmax, scale: 16, margin: 0.1, concentration: 0.333}
              backbone: %s
            training: {epochs: 1}
            """
                .formatted(BACKBONE));
    Path first =
        recipe(
            "one",
            """
            extends: zero.yaml
            network:
              family: aaface
              stage: recognition
              backbone: %s
              branchChannels: 12
              integration: attribute_aware
              reduction: 4
              attributes: [Male, Bald]
              attributeWeights: [1.0, 0.5]
              identityWeight: 3.0
              head: {loss: adaface, scale: 16, margin: 0.1, concentration: 0.333}
            start: {after: %s, frozen: [backbone]}
            """
                .formatted(BACKBONE, before));
    Path second =
        recipe(
            "two",
            """
            extends: one.yaml
            network: {stage: attributes}
            start: {after: %s, frozen: [backbone, recognition]}
            """
                .formatted(first));
    Path third =
        recipe(
            "three",
            """
            extends: one.yaml
            network: {stage: joint}
            start: {after: %s, frozen: []}
            """
                .formatted(second));
    RunDirectory run = new RunDirectory(folder.resolve("run"));
    Recipe recipe = Recipes.find(third.toString(), Map.of());
    new Fit(
            new FitRequest(
                recipe, faces, "drawn", "free", run, Optional.empty(), true, Duration.ZERO),
            new Silent())
        .run();
    return run;
  }

  private Path recipe(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name + ".yaml"), text + "name: " + name + "\n");
  }

  private static Map<String, NamedArrays.Values> arrays(RunDirectory run) {
    return RunWeights.read(run).arrays();
  }

  private static void assertSame(
      String path, Map<String, NamedArrays.Values> before, Map<String, NamedArrays.Values> after) {
    assertThat(before.keySet()).anyMatch(name -> name.startsWith(path));
    before.forEach(
        (name, values) -> {
          if (name.startsWith(path)) {
            assertThat(after.get(name).numbers()).as(name).isEqualTo(values.numbers());
          }
        });
  }

  private record Silent() implements FitListener {
    @Override
    public void begins(Transfer transfer) {}

    @Override
    public void started(Recipe recipe, int stepsPerEpoch, long position, long parameters) {}

    @Override
    public void stepped(int epoch, long count, double loss, double imagesPerSecond) {}

    @Override
    public void finished(EpochRow row) {}
  }
}
