package dev.facet.trainer.fit;

import dev.facet.trainer.evaluate.EpochRow;

/** Hears how a run goes on. Called from the training thread. */
public interface FitListener {

  /**
   * Before the first step.
   *
   * @param epochs of the whole run
   * @param stepsPerEpoch steps in each
   * @param position where it starts, in steps of the run
   * @param parameters how many numbers the network learns
   */
  void started(int epochs, int stepsPerEpoch, long position, long parameters);

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
