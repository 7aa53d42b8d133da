package dev.facet.pipeline.registry;

import dev.facet.pipeline.Digests;
import dev.facet.pipeline.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A folder in the form of a bundle. */
public final class SampleBundle {
  private SampleBundle() {}

  /** Writes one whose model is a text. */
  public static Path write(Path folder, String name, String version, String model)
      throws IOException {
    Files.createDirectories(folder);
    Path file = Files.writeString(folder.resolve("model.onnx"), model);
    Json.write(
        folder.resolve("manifest.json"),
        Map.of(
            "name", name,
            "version", version,
            "labels", List.of("Male"),
            "files",
                Map.of("model.onnx", Map.of("sha256", Digests.of(file), "bytes", model.length())),
            "variants",
                Map.of(
                    "model.onnx",
                    Map.of("parity", Map.of("maxAbsoluteDifference", 1e-6, "images", 8)))));
    return folder;
  }
}
