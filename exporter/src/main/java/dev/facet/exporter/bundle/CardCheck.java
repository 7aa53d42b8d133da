package dev.facet.exporter.bundle;

import dev.facet.exporter.ExportException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.cyclonedx.Version;
import org.cyclonedx.exception.ParseException;
import org.cyclonedx.parsers.JsonParser;

/** Whether a model card is a bill of materials that other tools can read. */
public final class CardCheck {
  private static final int SHOWN = 3;

  private CardCheck() {}

  /**
   * Validates a card against the schema of CycloneDX 1.6.
   *
   * @param card its bytes
   * @param where what to call it in the error
   * @throws ExportException with the first rules that it breaks
   */
  public static void require(byte[] card, String where) {
    List<ParseException> broken;
    try {
      broken =
          new JsonParser().validate(new String(card, StandardCharsets.UTF_8), Version.VERSION_16);
    } catch (IOException e) {
      throw new ExportException(
          "%s is not JSON (%s): export the bundle again."
              .formatted(where, e.getMessage().lines().findFirst().orElse("")),
          e);
    }
    if (!broken.isEmpty()) {
      List<String> rules = broken.stream().limit(SHOWN).map(ParseException::getMessage).toList();
      throw new ExportException(
          "%s breaks the schema of CycloneDX 1.6 in %d places (%s): export the bundle again."
              .formatted(where, broken.size(), String.join("; ", rules)));
    }
  }
}
