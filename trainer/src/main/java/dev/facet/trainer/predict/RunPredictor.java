package dev.facet.trainer.predict;

import dev.facet.trainer.data.AttributeDataset;
import dev.facet.trainer.data.DataException;
import dev.facet.trainer.data.FaceStore;
import dev.facet.trainer.data.Partition;
import dev.facet.trainer.evaluate.Evaluator;
import dev.facet.trainer.evaluate.Metrics;
import dev.facet.trainer.network.Tensors;
import dev.facet.trainer.recipe.Recipe;
import dev.facet.trainer.recipe.Recipes;
import dev.facet.trainer.run.RunDirectory;
import dev.facet.trainer.run.RunInfo;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.nd4j.autodiff.samediff.SameDiff;

/** A finished run, ready to be judged on a partition of a dataset. */
public final class RunPredictor implements AutoCloseable {
  private final RunInfo info;
  private final Recipe recipe;
  private final Predictor predictor;

  /**
   * Opens a run.
   *
   * @throws DataException if it is not finished or its graph cannot be read
   */
  public RunPredictor(RunDirectory run) {
    info = RunInfo.read(run.info());
    recipe = Recipes.read(run.recipe());
    SameDiff graph = load(run);
    try {
      predictor = new Predictor(graph, recipe.input(), List.of(Tensors.PROBABILITIES), Map.of());
    } catch (RuntimeException e) {
      throw new DataException(
          "graph %s does not fit recipe %s: restore both, or train the run again."
              .formatted(run.graph(), run.recipe()),
          e);
    }
  }

  /**
   * Judges the run.
   *
   * @throws DataException if the data has other attributes than the run or a picture is broken
   */
  public Metrics evaluate(AttributeDataset data, Partition partition) {
    List<String> labels = info.labels();
    if (!data.attributes().equals(labels)) {
      throw new DataException(
          "%s has other attributes than the run learnt, first %s: use data with the same list."
              .formatted(data.root(), firstDifference(data.attributes(), labels)));
    }
    try (FaceStore faces =
        FaceStore.open(data.examples(partition), recipe.input().width(), recipe.input().height())) {
      boolean[][] truth =
          IntStream.range(0, faces.size()).mapToObj(faces::labels).toArray(boolean[][]::new);
      float[][] probabilities = predictor.predict(faces).get(Tensors.PROBABILITIES);
      return new Evaluator(labels).evaluate(probabilities, truth);
    }
  }

  private static SameDiff load(RunDirectory run) {
    try {
      return SameDiff.load(run.graph().toFile(), false);
    } catch (RuntimeException | OutOfMemoryError e) {
      throw new DataException(
          "graph %s is damaged: restore it, or train the run again.".formatted(run.graph()), e);
    }
  }

  private static String firstDifference(List<String> found, List<String> learnt) {
    for (int i = 0; i < Math.max(found.size(), learnt.size()); i++) {
      String one = i < found.size() ? found.get(i) : "none";
      String other = i < learnt.size() ? learnt.get(i) : "none";
      if (!one.equals(other)) {
        return "%s instead of %s".formatted(one, other);
      }
    }
    return "none";
  }

  /** The facts about the run. */
  public RunInfo info() {
    return info;
  }

  @Override
  public void close() {
    predictor.close();
  }
}
