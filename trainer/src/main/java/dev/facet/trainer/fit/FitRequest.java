package dev.facet.trainer.fit;

import dev.facet.trainer.data.AttributeDataset;
import dev.facet.trainer.recipe.Recipe;
import dev.facet.trainer.run.RunDirectory;
import java.time.Duration;

/**
 * What to train.
 *
 * @param recipe how
 * @param data on what
 * @param dataName how people call the data
 * @param dataLicence terms under which the data may be used
 * @param run where to
 * @param resume whether to go on with what is there
 * @param checkpointEvery longest time of training that an interruption may cost
 */
public record FitRequest(
    Recipe recipe,
    AttributeDataset data,
    String dataName,
    String dataLicence,
    RunDirectory run,
    boolean resume,
    Duration checkpointEvery) {}
