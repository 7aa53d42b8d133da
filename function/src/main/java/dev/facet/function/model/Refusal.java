package dev.facet.function.model;

import static java.util.Objects.requireNonNull;

import dev.facet.function.bundle.Flaw;

/**
 * A bundle that is not served, while others are.
 *
 * @param bundle where it is in the folder of bundles, such as {@code celeba-pse/1.2.0}
 * @param name of its model, or {@code unknown}
 * @param flaw what kind of mistake it has
 * @param sentence what was wrong, where, and what to do
 */
public record Refusal(String bundle, String name, Flaw flaw, String sentence) {
  /** Checks that nothing is missing. */
  public Refusal {
    requireNonNull(bundle, "bundle is null");
    requireNonNull(name, "name is null");
    requireNonNull(flaw, "flaw is null");
    requireNonNull(sentence, "sentence is null");
  }
}
