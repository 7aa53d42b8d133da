package dev.facet.exporter.bundle;

import dev.facet.exporter.ExportException;
import java.util.regex.Pattern;

/**
 * Name and version of a bundle, which are also names of folders and parts of URLs.
 *
 * @param name such as {@code celeba-pse}
 * @param version such as {@code 1.0.0}
 */
public record BundleName(String name, String version) {
  private static final Pattern RULE = Pattern.compile("[a-z0-9][a-z0-9._-]*");

  /**
   * Checks both.
   *
   * @throws ExportException if one breaks the rule
   */
  public BundleName {
    require("name", name);
    require("version", version);
  }

  private static void require(String field, String value) {
    if (!RULE.matcher(value).matches()) {
      throw new ExportException(
          "The bundle's %s must begin with a small letter or a digit and go on with those, dots,"
                  .formatted(field)
              + " dashes or underscores, found '%s'.".formatted(value));
    }
  }
}
