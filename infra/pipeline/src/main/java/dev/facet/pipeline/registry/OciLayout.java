package dev.facet.pipeline.registry;

import com.fasterxml.jackson.databind.JsonNode;
import dev.facet.pipeline.Digests;
import dev.facet.pipeline.Folders;
import dev.facet.pipeline.Json;
import dev.facet.pipeline.PipelineException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A folder in the form of an OCI image layout (OCI Image Format Specification 1.1): each bundle is
 * an image of one layer that holds {@code NAME/VERSION/...}, so that a Kubernetes image volume can
 * mount it, and any tool that copies images can push it. The image is the same for both
 * architectures.
 */
final class OciLayout {
  private static final String INDEX = "application/vnd.oci.image.index.v1+json";
  private static final String MANIFEST = "application/vnd.oci.image.manifest.v1+json";
  private static final String CONFIG = "application/vnd.oci.image.config.v1+json";
  private static final String LAYER = "application/vnd.oci.image.layer.v1.tar";
  private static final String TAG = "org.opencontainers.image.ref.name";
  private static final List<String> ARCHITECTURES = List.of("amd64", "arm64");

  private final Path root;

  OciLayout(Path root) {
    this.root = root;
  }

  /**
   * Adds a bundle under the tag {@code NAME-VERSION}; what had the tag before loses it.
   *
   * @return the image's digest, {@code sha256:...}
   */
  String add(String name, String version, Path bundle) {
    Map<String, Object> layer = blob(LAYER, BundleTar.of(bundle, name + "/" + version));
    List<Map<String, Object>> manifests = new ArrayList<>();
    for (String architecture : ARCHITECTURES) {
      Map<String, Object> config =
          blob(
              CONFIG,
              ordered(
                  "architecture",
                  architecture,
                  "os",
                  "linux",
                  "rootfs",
                  ordered("type", "layers", "diff_ids", List.of(layer.get("digest")))));
      Map<String, Object> manifest =
          blob(
              MANIFEST,
              ordered(
                  "schemaVersion",
                  2,
                  "mediaType",
                  MANIFEST,
                  "config",
                  config,
                  "layers",
                  List.of(layer)));
      manifest.put("platform", ordered("architecture", architecture, "os", "linux"));
      manifests.add(manifest);
    }
    Map<String, Object> image =
        blob(INDEX, ordered("schemaVersion", 2, "mediaType", INDEX, "manifests", manifests));
    String tag = name + "-" + version;
    image.put("annotations", Map.of(TAG, tag));
    List<Object> all = new ArrayList<>(others(tag));
    all.add(image);
    Folders.replace(
        root.resolve("oci-layout"),
        "{\"imageLayoutVersion\":\"1.0.0\"}\n".getBytes(StandardCharsets.UTF_8));
    Json.write(
        root.resolve("index.json"),
        ordered("schemaVersion", 2, "mediaType", INDEX, "manifests", all));
    return (String) image.get("digest");
  }

  private List<JsonNode> others(String tag) {
    Path index = root.resolve("index.json");
    List<JsonNode> others = new ArrayList<>();
    if (Files.isRegularFile(index)) {
      try {
        for (JsonNode each :
            Json.tree(Files.readAllBytes(index), index.toString()).path("manifests")) {
          if (!each.path("annotations").path(TAG).asText().equals(tag)) {
            others.add(each);
          }
        }
      } catch (IOException e) {
        throw new PipelineException("%s cannot be read (%s).".formatted(index, e), e);
      }
    }
    return others;
  }

  private Map<String, Object> blob(String type, Object content) {
    byte[] bytes =
        content instanceof byte[] raw ? raw : Json.text(content).getBytes(StandardCharsets.UTF_8);
    String digest = Digests.of(bytes);
    Path file = root.resolve("blobs").resolve("sha256").resolve(digest);
    if (!Files.isRegularFile(file)) {
      Folders.replace(file, bytes);
    }
    return ordered("mediaType", type, "digest", "sha256:" + digest, "size", bytes.length);
  }

  private static Map<String, Object> ordered(Object... keysAndValues) {
    Map<String, Object> map = new LinkedHashMap<>();
    for (int i = 0; i < keysAndValues.length; i += 2) {
      map.put((String) keysAndValues[i], keysAndValues[i + 1]);
    }
    return map;
  }
}
