package dev.facet.function.model;

import dev.facet.function.bundle.BundleException;
import dev.facet.function.bundle.Flaw;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which model answers when a request names none: the configured one, or the only one there is. Once
 * decided it stays, whatever models come later.
 */
final class DefaultModel {
  private final Optional<String> configured;
  private String decided;

  /**
   * Decides by the configuration.
   *
   * @param configured a name, or {@code name@version}
   */
  DefaultModel(Optional<String> configured) {
    this.configured = configured;
    this.decided = configured.orElse("");
  }

  /** The name that was decided for, or nothing yet. */
  Optional<String> name() {
    return Optional.of(decided).filter(name -> !name.isEmpty());
  }

  /**
   * The default among some models.
   *
   * @param names without versions
   * @param byName at least one
   * @throws BundleException when none is meant, or the one that is meant is not among them
   */
  <T> T among(List<String> names, Map<String, T> byName) {
    if (decided.isEmpty() && names.size() > 1) {
      throw new BundleException(
          Flaw.CHOICE,
          "facet.bundles holds several models and facet.model does not say which one is the default: set it to one of "
              + listed(names)
              + ".");
    }
    String name = decided.isEmpty() ? names.getFirst() : decided;
    T found = byName.get(name);
    if (found == null) {
      throw new BundleException(
          Flaw.CHOICE,
          "%s '%s', which is none of the models found: set it to one of %s."
              .formatted(
                  configured.isPresent() ? "facet.model is" : "facet.model is unset and meant",
                  name,
                  listed(names)));
    }
    decided = name;
    return found;
  }

  private static String listed(List<String> names) {
    return String.join(", ", names.stream().sorted().toList());
  }
}
