package dev.facet.exporter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.facet.exporter.graph.Graph;
import dev.facet.exporter.graph.Tensor;
import dev.facet.exporter.pass.RemoveDeadNodes;
import dev.facet.exporter.pass.Target;
import dev.facet.exporter.run.TrainedRun;
import dev.facet.trainer.recipe.Recipes;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.autodiff.samediff.SameDiff;

/** Forty branches drawn one by one are exported as the wide form is. */
class NaiveGalTest {
  private static final long SEED = 77;
  @TempDir Path folder;

  @Test
  void fortyBranchesBecomeATenthOfTheNodesWithTheSameNumbers() throws IOException {
    TrainedRun run =
        TrainedRun.read(RecipeRun.write(folder, Recipes.find("gal-j-small", Map.of()), SEED));
    SameDiff samediff = run.graph();
    NaiveGal.addTo(samediff);
    Graph naive = new RemoveDeadNodes().apply(Graphs.translate(samediff, NaiveGal.PROBABILITIES));
    Graph wide =
        Target.CPU.pipeline(run.preprocessing()).apply(Graphs.translate(samediff, "probabilities"));
    Graph batched =
        Target.CPU
            .pipeline(run.preprocessing())
            .apply(Graphs.translate(samediff, NaiveGal.PROBABILITIES));
    byte[] faces = new byte[3 * 109 * 89 * 3];
    new Random(SEED).nextBytes(faces);
    Map<String, Tensor> inputs = Map.of("images", Tensor.ofBytes(faces, 3, 109, 89, 3));
    Graphs.assertClose(
        Graphs.run(batched, inputs).get(NaiveGal.PROBABILITIES),
        Graphs.run(wide, inputs).get("probabilities"),
        1e-5);
    assertThat(batched.nodes().size()).isLessThanOrEqualTo(naive.nodes().size() / 10);
  }
}
