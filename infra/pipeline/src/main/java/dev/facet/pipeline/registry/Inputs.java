package dev.facet.pipeline.registry;

import dev.facet.pipeline.Digests;
import dev.facet.pipeline.Json;
import java.util.ArrayList;
import java.util.List;

/**
 * All that a model is made of. The same inputs give the same weights, bit for bit, so that making
 * them again is of no use.
 *
 * @param data digest of the lists
 * @param pictures digest of the pictures
 * @param recipe its name, or the digest of its file
 * @param fit what else the fit was told
 * @param settings digest of what it was judged by
 * @param code digest of the programs
 */
public record Inputs(
    String data, String pictures, String recipe, List<String> fit, String settings, String code) {
  private static final int SHORT = 12;

  /** Takes a copy. */
  public Inputs {
    fit = List.copyOf(fit);
  }

  /** A short name for all of them together. */
  public String key() {
    return Digests.of(Json.text(this)).substring(0, SHORT);
  }

  /** What differs from other inputs, a phrase each. */
  public List<String> changes(Inputs before) {
    List<String> changes = new ArrayList<>();
    add(changes, "labels or partitions changed", data.equals(before.data));
    add(changes, "pictures changed", pictures.equals(before.pictures));
    add(changes, "the recipe changed", recipe.equals(before.recipe) && fit.equals(before.fit));
    add(changes, "the settings changed", settings.equals(before.settings));
    add(changes, "the code changed", code.equals(before.code));
    return changes;
  }

  private static void add(List<String> changes, String phrase, boolean same) {
    if (!same) {
      changes.add(phrase);
    }
  }
}
