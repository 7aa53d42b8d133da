package dev.facet.trainer.optimize;

import dev.facet.trainer.data.DataException;
import dev.facet.trainer.recipe.Recipe;
import dev.facet.trainer.recipe.ScheduleSpec;
import org.nd4j.linalg.schedule.ISchedule;

/** The schedule of a recipe for a run of known length. */
public final class Schedules {
  private Schedules() {}

  /**
   * Warm-up and shape as the recipe says.
   *
   * @param stepsPerEpoch at least 1
   * @throws DataException if the run would have more steps than an int counts
   */
  public static ISchedule of(Recipe recipe, int stepsPerEpoch) {
    ScheduleSpec spec = recipe.schedule();
    double rate = recipe.optimizer().learningRate();
    long all = (long) recipe.training().epochs() * stepsPerEpoch;
    if (all > Integer.MAX_VALUE) {
      throw new DataException(
          "recipe %s asks for %,d steps, but a run has at most %,d: lower training.epochs."
              .formatted(recipe.name(), all, Integer.MAX_VALUE));
    }
    long warmup = Math.round(spec.warmup() * all);
    long rest = Math.max(1, all - warmup);
    double end = rate * spec.end();
    ISchedule shape =
        switch (spec.shape()) {
          case COSINE -> new Cosine(rate, end, rest);
          case POLYNOMIAL -> new Polynomial(rate, end, spec.power(), rest);
          case CYCLICAL -> new Cyclical(end, rate, (long) spec.every() * stepsPerEpoch);
          case STEP -> new Steps(rate, spec.factor(), spec.every());
          case MILESTONES -> new Milestones(rate, spec.factor(), spec.milestones());
        };
    return new WarmUp(warmup, rate, shape);
  }
}
