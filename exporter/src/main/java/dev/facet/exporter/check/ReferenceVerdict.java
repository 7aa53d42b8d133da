package dev.facet.exporter.check;

import com.fasterxml.jackson.databind.JsonNode;
import dev.facet.exporter.ExportException;
import java.util.Arrays;

/** What came out of a question to facet-reference. */
enum ReferenceVerdict {
  /** Checked and sound, or run. */
  GOOD,
  /** Looked at and turned down. */
  REFUSED,
  /** Newer than what the checker knows. */
  TOO_NEW,
  /** Not for this platform. */
  UNAVAILABLE;

  /**
   * The verdict of an answer.
   *
   * @throws ExportException if there is none
   */
  static ReferenceVerdict of(String asked, JsonNode answer) {
    String verdict = answer.path("verdict").asText();
    return Arrays.stream(values())
        .filter(each -> each.name().equals(verdict))
        .findFirst()
        .orElseThrow(
            () ->
                new ExportException(
                    "%s gave the verdict '%s', which Facet does not know: build Facet again."
                        .formatted(asked, verdict)));
  }

  /** What the other said, on one line. */
  static String words(JsonNode answer) {
    return ReferenceProcess.shorten(answer.path("words").asText());
  }

  /** Why nobody could be asked. */
  static String unavailable(JsonNode answer) {
    return "its library cannot be loaded on %s %s (%s)"
        .formatted(System.getProperty("os.name"), System.getProperty("os.arch"), words(answer));
  }
}
