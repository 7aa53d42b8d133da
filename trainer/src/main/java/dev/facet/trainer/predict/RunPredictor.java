package dev.facet.trainer.predict;

import dev.facet.trainer.data.AttributeDataset;
import dev.facet.trainer.data.DataException;
import dev.facet.trainer.data.Example;
import dev.facet.trainer.data.FaceStore;
import dev.facet.trainer.data.Partition;
import dev.facet.trainer.data.pairs.VerificationPairs;
import dev.facet.trainer.evaluate.Metrics;
import dev.facet.trainer.evaluate.Predictions;
import dev.facet.trainer.evaluate.verification.Similarities;
import dev.facet.trainer.evaluate.verification.Verification;
import dev.facet.trainer.evaluate.verification.VerificationMetrics;
import dev.facet.trainer.network.Tensors;
import dev.facet.trainer.recipe.Recipe;
import dev.facet.trainer.recipe.Recipes;
import dev.facet.trainer.run.RunDirectory;
import dev.facet.trainer.run.RunInfo;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.nd4j.autodiff.samediff.SameDiff;

/** A finished run, ready to be judged on a partition of a dataset. */
public final class RunPredictor implements AutoCloseable {
  /** So many missing attributes are named. */
  private static final int NAMED = 3;

  private final RunDirectory run;
  private final RunInfo info;
  private final Recipe recipe;
  private final List<String> outputs;
  private final Predictor predictor;

  /**
   * Opens a run.
   *
   * @throws DataException if it is not finished or its graph cannot be read
   */
  public RunPredictor(RunDirectory run) {
    this.run = run;
    info = RunInfo.read(run.info());
    recipe = Recipes.read(run.recipe());
    SameDiff graph = load(run);
    outputs =
        Stream.of(Tensors.PROBABILITIES, Tensors.EMBEDDING).filter(graph::hasVariable).toList();
    try {
      predictor = new Predictor(graph, recipe.input(), outputs, Map.of());
    } catch (RuntimeException e) {
      throw new DataException(
          "graph %s does not fit recipe %s: restore both, or train the run again."
              .formatted(run.graph(), run.recipe()),
          e);
    }
  }

  /**
   * Judges the run on the attributes that it predicts, whatever others the data has, in whatever
   * order.
   *
   * @throws DataException if the data is not labelled with one of them or a picture is broken
   */
  public Metrics evaluate(AttributeDataset data, Partition partition) {
    requireLabels(data);
    return predict(data, partition).metrics();
  }

  /**
   * What the run says of faces beside what their labels say.
   *
   * @throws DataException if the run predicts no attributes, there are no faces or a picture is
   *     broken
   */
  public Predictions predict(AttributeDataset data, Partition partition) {
    List<String> attributes = info.labels();
    List<Example> examples = data.examples(partition);
    return new Predictions(
        attributes,
        output(Tensors.PROBABILITIES, examples),
        data.attributes(),
        examples.stream().map(Example::labels).toArray(boolean[][]::new),
        examples.stream().mapToInt(Example::identity).toArray());
  }

  /**
   * What identifies faces, {@code [N][D]}.
   *
   * @throws DataException if the run's network has no embedding or a picture is broken
   */
  public float[][] embeddings(List<Example> examples) {
    return output(Tensors.EMBEDDING, examples);
  }

  /**
   * Judges how well the run's embeddings tell persons apart, by their cosine.
   *
   * @throws DataException if the run's network has no embedding or a picture is broken
   */
  public VerificationMetrics verify(VerificationPairs pairs) {
    return Verification.of(
        Similarities.cosine(embeddings(pairs.faces()), pairs.first(), pairs.second()),
        pairs.same(),
        pairs.folds());
  }

  private float[][] output(String name, List<Example> examples) {
    if (!outputs.contains(name)) {
      throw new DataException(
          name.equals(Tensors.EMBEDDING)
              ? "run %s has no embedding: choose one whose recipe learns persons, or judge its attributes with facet-trainer evaluate."
                  .formatted(run.root())
              : "run %s predicts no attributes: choose one whose recipe learns them, or judge its embedding with facet-trainer verify."
                  .formatted(run.root()));
    }
    try (FaceStore faces =
        FaceStore.open(examples, recipe.input().width(), recipe.input().height())) {
      return predictor.predict(faces).get(name);
    }
  }

  /**
   * Refuses data without a label that the run predicts.
   *
   * @throws DataException naming the data and the first attributes that it lacks
   */
  public void requireLabels(AttributeDataset data) {
    List<String> missing =
        info.labels().stream().filter(label -> !data.attributes().contains(label)).toList();
    if (!missing.isEmpty()) {
      throw new DataException(
          "%s is not labelled with %s%s, which the run predicts: use data that is."
              .formatted(
                  data.root(),
                  String.join(", ", missing.subList(0, Math.min(NAMED, missing.size()))),
                  missing.size() > NAMED ? " and %d more".formatted(missing.size() - NAMED) : ""));
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

  /** The facts about the run. */
  public RunInfo info() {
    return info;
  }

  @Override
  public void close() {
    predictor.close();
  }
}
