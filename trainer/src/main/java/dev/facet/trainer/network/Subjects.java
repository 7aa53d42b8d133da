package dev.facet.trainer.network;

import dev.facet.trainer.rule.Rules;
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
    Rules.count("identities", identities);
  }

  /** Attributes without identities. */
  public static Subjects of(List<String> attributes) {
    return new Subjects(attributes, 0);
  }

  /** Checks that a network has persons to learn from. */
  static void requireIdentities(String family, int identities) {
    if (identities < 2) {
      throw new IllegalArgumentException(
          "the network %s learns to tell persons apart, but the training faces name %d"
              .formatted(family, identities));
    }
  }
}
