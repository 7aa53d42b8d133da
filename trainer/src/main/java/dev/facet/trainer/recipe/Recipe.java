package dev.facet.trainer.recipe;

import dev.facet.trainer.augment.Augmentation;
import dev.facet.trainer.augment.InputSpec;
import dev.facet.trainer.network.NetworkSpec;

/**
 * What a run trains and how.
 *
 * @param name how the recipe is called
 * @param description one sentence on what it is for
 * @param network the network
 * @param start what its weights begin as and which of them learn
 * @param input geometry and normalisation of the faces
 * @param augmentation how training faces are varied
 * @param optimizer how gradients change the weights
 * @param schedule how the learning rate moves
 * @param training how long and with which seed
 */
public record Recipe(
    String name,
    String description,
    NetworkSpec network,
    StartSpec start,
    InputSpec input,
    Augmentation augmentation,
    OptimizerSpec optimizer,
    ScheduleSpec schedule,
    TrainingSpec training) {

  /** The same for any seed, to tell whether two runs differ in nothing else. */
  public Recipe unseeded() {
    TrainingSpec anySeed = training.withSeed(0);
    return new Recipe(
        name, description, network, start, input, augmentation, optimizer, schedule, anySeed);
  }
}
