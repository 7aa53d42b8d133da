package dev.facet.trainer.study;

import dev.facet.trainer.data.AttributeDataset;
import dev.facet.trainer.data.Partition;
import dev.facet.trainer.data.pairs.RandomPairs;
import dev.facet.trainer.evaluate.JsonFile;
import dev.facet.trainer.evaluate.Metrics;
import dev.facet.trainer.evaluate.MetricsFile;
import dev.facet.trainer.evaluate.verification.VerificationMetrics;
import dev.facet.trainer.network.Network;
import dev.facet.trainer.predict.Networks;
import dev.facet.trainer.predict.RunPredictor;
import dev.facet.trainer.recipe.Recipes;
import dev.facet.trainer.run.RunDirectory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Judges runs on a partition and keeps what it found in their folders, where {@code evaluate} and
 * {@code verify} keep theirs.
 *
 * @param data to judge on
 * @param partition of it
 */
record StudyJudge(AttributeDataset data, Partition partition) {

  /**
   * Judges a run; what it was judged before is read.
   *
   * @throws dev.facet.trainer.data.DataException if the data lacks what the run predicts
   */
  Judged judge(RunDirectory run) {
    Network network = Networks.of(Recipes.read(run.recipe()), data);
    Path attributes = run.evaluation(partition.label());
    Path persons = run.verification(partition.label());
    boolean asksAttributes = !network.attributes().isEmpty() && !Files.exists(attributes);
    boolean asksPersons = network.embedding() > 0 && !Files.exists(persons);
    if (asksAttributes || asksPersons) {
      try (RunPredictor predictor = new RunPredictor(run)) {
        if (asksAttributes) {
          MetricsFile.write(attributes, predictor.evaluate(data, partition));
        }
        if (asksPersons) {
          JsonFile.write(persons, predictor.verify(RandomPairs.all(data.strangers(partition))));
        }
      }
    }
    return new Judged(read(attributes, Metrics.class), read(persons, VerificationMetrics.class));
  }

  private static <T extends Record> Optional<T> read(Path file, Class<T> type) {
    return Files.exists(file) ? Optional.of(JsonFile.read(file, type)) : Optional.empty();
  }
}
