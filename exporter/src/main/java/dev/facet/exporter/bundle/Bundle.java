package dev.facet.exporter.bundle;

import dev.facet.exporter.ExportException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A bundle on disk.
 *
 * @param folder where it lies
 * @param manifest what it says about itself
 */
public record Bundle(Path folder, Manifest manifest) {
  /** The manifest's file. */
  public static final String MANIFEST = "manifest.json";

  /** The model's file. */
  public static final String MODEL = "model.onnx";

  /** The signature of the manifest, if there is one. */
  public static final String SIGNATURE = "manifest.sig";

  /** The model card's file. */
  public static final String CARD = "model-card.cdx.json";

  /**
   * Opens a bundle without looking at the files that its manifest names.
   *
   * @throws ExportException if there is no bundle
   */
  public static Bundle open(Path folder) {
    Path file = folder.resolve(MANIFEST);
    if (!Files.isRegularFile(file)) {
      throw new ExportException(
          "%s is not a bundle: it has no %s; make one with facet-exporter export."
              .formatted(folder, MANIFEST));
    }
    try {
      return new Bundle(folder, ManifestJson.read(Files.readString(file), file.toString()));
    } catch (IOException e) {
      throw new ExportException("%s cannot be read: %s.".formatted(file, e.getMessage()), e);
    }
  }

  /**
   * The content of a file.
   *
   * @throws ExportException if it cannot be read
   */
  public byte[] read(String name) {
    try {
      return Files.readAllBytes(folder.resolve(name));
    } catch (IOException e) {
      throw unreadable(name, e);
    }
  }

  private Manifest.FileEntry entry(String name) {
    try {
      return Manifest.FileEntry.of(Content.of(folder.resolve(name)));
    } catch (IOException e) {
      throw unreadable(name, e);
    }
  }

  private ExportException unreadable(String name, IOException cause) {
    return new ExportException(
        "%s cannot be read, but the manifest names it: export the bundle again."
            .formatted(folder.resolve(name)),
        cause);
  }

  /**
   * Checks who signed the bundle.
   *
   * @throws ExportException if there is no signature, or it is not that of this manifest
   */
  public void requireSignature(VerificationKey key) {
    Path file = folder.resolve(SIGNATURE);
    if (!Files.isRegularFile(file)) {
      throw new ExportException(
          "%s is not signed: it has no %s; export it with --sign.".formatted(folder, SIGNATURE));
    }
    if (!key.verifies(read(MANIFEST), read(SIGNATURE))) {
      throw new ExportException(
          "%s was not made for this manifest with the private key that belongs to the given one:"
                  .formatted(file)
              + " take the bundle from where you trust it, or name another key.");
    }
  }

  /**
   * Compares every file with the manifest.
   *
   * @return how many files there are
   * @throws ExportException naming the files that differ
   */
  public int requireDigests() {
    List<String> wrong = new ArrayList<>();
    for (Map.Entry<String, Manifest.FileEntry> file : manifest.files().entrySet()) {
      if (!entry(file.getKey()).equals(file.getValue())) {
        wrong.add(file.getKey());
      }
    }
    if (!manifest.files().containsKey(MODEL)) {
      wrong.add(MODEL);
    }
    if (!wrong.isEmpty()) {
      throw new ExportException(
          "%s differs from the digest in %s: the bundle was changed after its export, export it"
                  .formatted(String.join(", ", wrong), folder.resolve(MANIFEST))
              + " again.");
    }
    return manifest.files().size();
  }
}
