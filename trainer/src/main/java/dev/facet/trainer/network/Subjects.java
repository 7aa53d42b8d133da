package dev.facet.trainer.network;

import java.util.List;

/**
 * What a network learns to tell apart.
 *
 * @param attributes names of the data's attributes, in the order of its labels; may be empty
 * @param identities how many persons the training faces show, 0 if that is not known
 */
public record Subjects(List<String> attributes, int identities) {
  /**
   * Copies the list and checks the number.
   *
   * @throws IllegalArgumentException if the number is negative
   */
  public Subjects {
    attributes = List.copyOf(attributes);
    if (identities < 0) {
      throw new IllegalArgumentException("identities must be 0 or more, found " + identities);
    }
  }

  /** Attributes without identities. */
  public static Subjects of(List<String> attributes) {
    return new Subjects(attributes, 0);
  }
}
