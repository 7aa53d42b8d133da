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
    InputSpec input,
    Augmentation augmentation,
    OptimizerSpec optimizer,
    ScheduleSpec schedule,
    TrainingSpec training) {}
