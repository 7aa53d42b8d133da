package dev.facet.exporter.inspect;

import dev.facet.exporter.ExportException;
import dev.facet.exporter.bundle.Bundle;
import dev.facet.exporter.bundle.Manifest;
import dev.facet.exporter.check.BundleCheck;
import dev.facet.exporter.check.OutlineCheck;
import dev.facet.exporter.onnx.outline.ModelOutline;
import dev.facet.exporter.onnx.outline.OutlineReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The model that a person asked about.
 *
 * @param path of the {@code .onnx} file
 * @param bytes its size
 * @param outline what is in it
 * @param manifest what its bundle says, if a bundle was named
 */
public record ModelFile(Path path, long bytes, ModelOutline outline, Optional<Manifest> manifest) {
  /**
   * Opens a file or a bundle.
   *
   * @throws ExportException if there is neither, or it is damaged
   */
  public static ModelFile open(Path fileOrBundle) {
    if (!Files.isDirectory(fileOrBundle)) {
      return open(fileOrBundle, Optional.empty());
    }
    Bundle bundle = BundleCheck.open(fileOrBundle);
    bundle.requireDigests();
    return open(fileOrBundle.resolve(Bundle.MODEL), Optional.of(bundle.manifest()));
  }

  private static ModelFile open(Path path, Optional<Manifest> manifest) {
    if (!Files.isRegularFile(path)) {
      throw new ExportException(
          "%s is neither a file nor a bundle: name an .onnx file or the folder of a bundle."
              .formatted(path));
    }
    try {
      long bytes = Files.size(path);
      if (bytes > Integer.MAX_VALUE - Long.BYTES) {
        throw new ExportException(
            "%s has %d bytes, but ONNX files end at 2 GiB: keep the weights in files beside it."
                .formatted(path, bytes));
      }
      ModelOutline outline = OutlineReader.read(Files.readAllBytes(path), path.toString());
      OutlineCheck.require(outline, path.toString());
      return new ModelFile(path, bytes, outline, manifest);
    } catch (IOException e) {
      throw new ExportException("%s cannot be read: %s.".formatted(path, e.getMessage()), e);
    } catch (OutOfMemoryError e) {
      throw new ExportException(
          "%s does not fit into the memory of %d MiB: give Java more with -Xmx."
              .formatted(path, Runtime.getRuntime().maxMemory() >> 20),
          e);
    }
  }

  /** Such as {@code celeba-pse 1.0.0}, else the name of the file. */
  public String title() {
    return manifest
        .map(facts -> facts.name() + " " + facts.version())
        .orElseGet(() -> String.valueOf(path.getFileName()));
  }
}
