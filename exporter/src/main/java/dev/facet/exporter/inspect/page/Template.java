package dev.facet.exporter.inspect.page;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Texts that come with the program, with places to fill. */
final class Template {
  private static final Pattern PLACE = Pattern.compile("\\{\\{([a-z-]+)}}");

  private Template() {}

  /** A text as it is. */
  static String text(String name) {
    try (InputStream stream = Template.class.getResourceAsStream(name)) {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(name + " is missing from the jar", e);
    }
  }

  /**
   * A text with its places filled, each once: what is filled in is not looked at again.
   *
   * @throws IllegalArgumentException if there is nothing for a place
   */
  static String fill(String name, Map<String, String> parts) {
    return PLACE
        .matcher(text(name))
        .replaceAll(
            place ->
                Matcher.quoteReplacement(
                    Optional.ofNullable(parts.get(place.group(1)))
                        .orElseThrow(
                            () -> new IllegalArgumentException("nothing for " + place.group()))));
  }
}
