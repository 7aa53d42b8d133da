package dev.facet.trainer.data;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Finds CelebA's attribute behind another dataset's spelling of its name. */
final class AttributeNames {
  private static final Map<String, CelebaAttribute> BY_LETTERS = new HashMap<>();

  static {
    for (CelebaAttribute attribute : CelebaAttribute.values()) {
      BY_LETTERS.put(letters(attribute.label()), attribute);
    }
  }

  private AttributeNames() {}

  /** The attribute, whatever the case and whatever stands between the words. */
  static Optional<CelebaAttribute> find(String name) {
    return Optional.ofNullable(BY_LETTERS.get(letters(name)));
  }

  private static String letters(String name) {
    return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
  }
}
