package dev.facet.trainer.fit;

import dev.facet.trainer.evaluate.EpochRow;
import dev.facet.trainer.recipe.Recipe;
import dev.facet.trainer.weights.Transfer;

/** Hears how a run goes on. Called from the training thread. */
public interface FitListener {

  /** The weights that a run begins with, where they do not all come from its seed. */
  void begins(Transfer transfer);

  /**
   * Before the first step.
   *
   * @param recipe that is trained
   * @param stepsPerEpoch steps in each
   * @param position where it starts, in steps of the run
   * @param parameters how many numbers the network learns
   */
  void started(Recipe recipe, int stepsPerEpoch, long position, long parameters);

  /**
   * After each step.
   *
   * @param epoch from 1
   * @param count steps of the run that are done
   * @param loss mean over this epoch so far
   * @param imagesPerSecond in this epoch so far
   */
  void stepped(int epoch, long count, double loss, double imagesPerSecond);

  /** After each epoch and its validation. */
  void finished(EpochRow row);
}
