package dev.facet.exporter.check;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.facet.exporter.ExportException;
import dev.facet.exporter.PlainText;
import dev.facet.exporter.bundle.Bundle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** Opens bundles that may come from anyone. */
public final class BundleCheck {
  private static final long MOST_MANIFEST_BYTES = 16L << 20;
  private static final Pattern FILE_NAME = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9._-]{0,120}");

  private BundleCheck() {}

  /**
   * Opens a bundle whose manifest leads nowhere else.
   *
   * @throws ExportException if there is no bundle, or its manifest is damaged
   */
  public static Bundle open(Path folder) {
    Path manifest = folder.resolve(Bundle.MANIFEST);
    if (Files.isRegularFile(manifest)) {
      requireObject(manifest);
    }
    Bundle bundle = Bundle.open(folder);
    for (String name : bundle.manifest().files().keySet()) {
      if (!FILE_NAME.matcher(name).matches()) {
        throw new ExportException(
            "%s names the file '%s', which is not one of a bundle: export the bundle again."
                .formatted(manifest, PlainText.name(name)));
      }
    }
    if (bundle.manifest().inputs().isEmpty()) {
      throw new ExportException(
          "%s has no inputs, but a model has one: export the bundle again.".formatted(manifest));
    }
    return bundle;
  }

  private static void requireObject(Path manifest) {
    try {
      long bytes = Files.size(manifest);
      if (bytes > MOST_MANIFEST_BYTES) {
        throw new ExportException(
            "%s has %d bytes, but no manifest has more than %d: export the bundle again."
                .formatted(manifest, bytes, MOST_MANIFEST_BYTES));
      }
      if (!new JsonMapper().readTree(Files.readAllBytes(manifest)).isObject()) {
        throw new ExportException(
            "%s is not the manifest of a bundle: it is no JSON object; export the bundle again."
                .formatted(manifest));
      }
    } catch (JsonProcessingException e) {
      throw new ExportException(
          "%s is not JSON: %s; export the bundle again."
              .formatted(manifest, e.getOriginalMessage()),
          e);
    } catch (IOException e) {
      throw new ExportException("%s cannot be read: %s.".formatted(manifest, e.getMessage()), e);
    }
  }
}
