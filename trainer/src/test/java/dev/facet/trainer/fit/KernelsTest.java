package dev.facet.trainer.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.facet.trainer.data.AttributeDataset;
import dev.facet.trainer.data.CelebaLayout;
import dev.facet.trainer.draw.DrawnFaces;
import dev.facet.trainer.evaluate.EpochRow;
import dev.facet.trainer.graph.Kernels;
import dev.facet.trainer.recipe.OptimizerSpec;
import dev.facet.trainer.recipe.Recipe;
import dev.facet.trainer.recipe.Recipes;
import dev.facet.trainer.run.RunDirectory;
import dev.facet.trainer.weights.Transfer;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a GPU would run, run on the processor: ND4J's operators on ND4J's arrays. */
class KernelsTest {
  private static final String PROPERTY = "facet.kernels";
  private static final long SEED = 62;
  private static final int STEPS = 12;

  @TempDir private static Path folder;

  private static AttributeDataset faces;

  @TempDir private Path runs;

  @BeforeAll
  static void drawFaces() throws IOException {
    DrawnFaces.write(folder, 300, 45, 55, SEED);
    faces = CelebaLayout.read(folder);
  }

  @AfterEach
  void restore() {
    System.clearProperty(PROPERTY);
  }

  @ParameterizedTest
  @EnumSource
  void theLossFallsAsWithJavaOperators(OptimizerSpec.Method method) throws IOException {
    List<Double> java = losses(Kernels.JAVA, recipe(method), method + "-java", 0, -1);
    List<Double> stock = losses(Kernels.NATIVE, recipe(method), method + "-native", 0, -1);
    assertThat(java).hasSizeGreaterThan(STEPS);
    for (int i = 0; i < STEPS; i++) {
      assertThat(stock.get(i))
          .as("loss of step %d (seed %d)", i, SEED)
          .isCloseTo(java.get(i), within(1e-3 * java.get(i)));
    }
  }

  @Test
  void aRunMayGoOnWithOtherOperators() throws IOException {
    Recipe recipe = recipe(OptimizerSpec.Method.ADAMW);
    List<Double> unbroken = losses(Kernels.JAVA, recipe, "unbroken", 0, -1);
    List<Double> broken = new ArrayList<>(losses(Kernels.NATIVE, recipe, "broken", 0, 3));
    broken.addAll(losses(Kernels.JAVA, recipe, "broken", 3, 6));
    broken.addAll(losses(Kernels.NATIVE, recipe, "broken", 6, -1));
    assertThat(broken).hasSameSizeAs(unbroken);
    for (int i = 0; i < STEPS; i++) {
      assertThat(broken.get(i))
          .as("loss of step %d (seed %d)", i, SEED)
          .isCloseTo(unbroken.get(i), within(1e-3 * unbroken.get(i)));
    }
  }

  /** Dropout and averaging take part, so that all of a run's state does. */
  private static Recipe recipe(OptimizerSpec.Method method) {
    return Recipes.find(
        "pse-tiny",
        Map.of(
            "training.epochs", "2",
            "training.batchSize", "16",
            "training.averaging", "0.9",
            "network.dropout", "0.1",
            "optimizer.method", method.name(),
            "optimizer.learningRate", "0.001"));
  }

  /** Means of the losses of an epoch so far, after each step from one on to an end. */
  private List<Double> losses(Kernels kernels, Recipe recipe, String name, long from, long end)
      throws IOException {
    System.setProperty(PROPERTY, kernels.name().toLowerCase(java.util.Locale.ROOT));
    assertThat(Kernels.current()).isEqualTo(kernels);
    Recorder recorder = new Recorder(new ArrayList<>(), from, end);
    FitRequest request =
        new FitRequest(
            recipe,
            faces,
            "drawn",
            "free",
            new RunDirectory(runs.resolve(name)),
            Optional.empty(),
            true,
            Duration.ZERO);
    try {
      new Fit(request, recorder).run();
    } catch (Interruption expected) {
      assertThat(end).isPositive();
    }
    return recorder.losses();
  }

  private record Recorder(List<Double> losses, long from, long end) implements FitListener {
    @Override
    public void begins(Transfer transfer) {}

    @Override
    public void started(Recipe recipe, int stepsPerEpoch, long position, long parameters) {
      assertThat(position).isEqualTo(from);
    }

    @Override
    public void stepped(int epoch, long count, double loss, double imagesPerSecond) {
      // the checkpoint of a step is written after this
      if (count == end + 1 && end > 0) {
        throw new Interruption();
      }
      losses.add(loss);
    }

    @Override
    public void finished(EpochRow row) {}
  }

  private static final class Interruption extends RuntimeException {}
}
