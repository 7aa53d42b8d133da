package dev.facet.trainer.evaluate.consistency;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * Attributes of which a face shows at most one.
 *
 * @param name for people
 * @param exclusive the attributes, two or more; the rule is broken by two of them
 * @param strength how surely they exclude each other
 */
public record ConsistencyRule(String name, List<String> exclusive, Strength strength) {
  /** How surely attributes exclude each other. */
  public enum Strength {
    /** By the words' meaning: a face that breaks the rule is described wrongly. */
    STRICT,
    /** As a rule: rare faces break it, and so do annotators. */
    USUAL
  }

  /**
   * Takes a copy.
   *
   * @throws IllegalArgumentException if there are fewer than two attributes
   */
  public ConsistencyRule {
    requireNonNull(name, "name is null");
    requireNonNull(strength, "strength is null");
    exclusive = List.copyOf(exclusive);
    if (exclusive.size() < 2) {
      throw new IllegalArgumentException(
          "a rule needs two attributes that exclude each other, found " + exclusive);
    }
  }
}
