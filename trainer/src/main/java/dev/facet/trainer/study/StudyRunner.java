package dev.facet.trainer.study;

import dev.facet.trainer.data.AttributeDataset;
import dev.facet.trainer.data.Partition;
import dev.facet.trainer.fit.Fit;
import dev.facet.trainer.fit.FitListener;
import dev.facet.trainer.fit.FitRequest;
import dev.facet.trainer.fit.RunWeights;
import dev.facet.trainer.recipe.Recipe;
import dev.facet.trainer.recipe.Recipes;
import dev.facet.trainer.run.RunDirectory;
import dev.facet.trainer.run.RunInfo;
import dev.facet.trainer.weights.NamedArrays;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Trains and judges what a study compares, seed by seed. Runs lie side by side in one folder, so
 * rows that begin with the same recipe share its run, and whatever is finished is not done again.
 */
public final class StudyRunner {
  private static final Duration CHECKPOINT_EVERY = Duration.ofSeconds(60);

  private final Request request;
  private final FitListener listener;

  /**
   * What to do.
   *
   * @param study that is made
   * @param data on which
   * @param dataName how people call the data
   * @param dataLicence terms under which the data may be used
   * @param out folder of the runs
   * @param seeds that every row is trained with
   * @param settings changes to all recipes by path, for trying a study out
   * @param partition that runs are judged on
   */
  public record Request(
      Study study,
      AttributeDataset data,
      String dataName,
      String dataLicence,
      Path out,
      List<Long> seeds,
      Map<String, String> settings,
      Partition partition) {}

  /** A runner that tells how its runs go on. */
  public StudyRunner(Request request, FitListener listener) {
    this.request = request;
    this.listener = listener;
  }

  /**
   * Makes the study: all rows with the first seed, then with the next, so that a table can be read
   * early.
   *
   * @throws dev.facet.trainer.data.DataException if a recipe, the data or a run does not allow it
   * @throws IOException if the folder cannot be written
   */
  public List<StudyResult> run() throws IOException {
    List<StudyResult> results = new ArrayList<>();
    StudyJudge judge = new StudyJudge(request.data(), request.partition());
    for (long seed : request.seeds()) {
      for (Study.Row row : request.study().rows()) {
        RunDirectory run = fitted(row.recipe(), seed);
        results.add(new StudyResult(row, seed, RunInfo.read(run.info()), judge.judge(run)));
      }
    }
    return results;
  }

  /** The run of a recipe, after that of the recipe that it begins with. */
  private RunDirectory fitted(String name, long seed) throws IOException {
    Map<String, String> settings = new HashMap<>(request.settings());
    settings.put("training.seed", Long.toString(seed));
    Recipe recipe = Recipes.find(name, settings);
    RunDirectory run = new RunDirectory(request.out().resolve(recipe.name() + "-" + seed));
    if (!Files.exists(run.info())) {
      Optional<NamedArrays> initial = Optional.empty();
      if (recipe.start().follows()) {
        initial = Optional.of(RunWeights.read(fitted(recipe.start().after(), seed)));
      }
      new Fit(
              new FitRequest(
                  recipe,
                  request.data(),
                  request.dataName(),
                  request.dataLicence(),
                  run,
                  initial,
                  true,
                  CHECKPOINT_EVERY),
              listener)
          .run();
    }
    return run;
  }
}
