package dev.facet.trainer.fit;

import dev.facet.trainer.data.AttributeDataset;
import dev.facet.trainer.recipe.Recipe;
import dev.facet.trainer.run.RunDirectory;
import dev.facet.trainer.weights.NamedArrays;
import java.time.Duration;
import java.util.Optional;

/**
 * What to train.
 *
 * @param recipe how
 * @param data on what
 * @param dataName how people call the data
 * @param dataLicence terms under which the data may be used
 * @param run where to
 * @param initial weights to begin with, in place of those of the recipe's predecessor
 * @param resume whether to go on with what is there
 * @param checkpointEvery longest time of training that an interruption may cost
 */
public record FitRequest(
    Recipe recipe,
    AttributeDataset data,
    String dataName,
    String dataLicence,
    RunDirectory run,
    Optional<NamedArrays> initial,
    boolean resume,
    Duration checkpointEvery) {

  /** The request for the recipe that comes before this one; its run lies inside this one's. */
  FitRequest before(Recipe predecessor) {
    return new FitRequest(
        predecessor,
        data,
        dataName,
        dataLicence,
        new RunDirectory(run.before()),
        Optional.empty(),
        true,
        checkpointEvery);
  }
}
