package dev.facet.trainer.network;

import dev.facet.trainer.augment.InputSpec;

/** A network as a recipe describes it: the family of one paper with its choices. */
public sealed interface NetworkSpec permits AaFaceSpec, BlanSpec, EmbeddingSpec, GalSpec, PseSpec {

  /** How the family is called in recipes, such as {@code pse}. */
  String family();

  /** The family with the choices that give the network another name in its paper. */
  String label();

  /**
   * The network of that description.
   *
   * @throws IllegalArgumentException if the subjects lack what it learns
   */
  Network over(InputSpec input, Subjects subjects);
}
