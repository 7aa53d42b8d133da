package dev.facet.pipeline.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.facet.pipeline.Digests;
import dev.facet.pipeline.Folders;
import dev.facet.pipeline.Json;
import dev.facet.pipeline.PipelineException;
import dev.facet.pipeline.registry.Releases.State;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RegistryTest {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-11-24T12:00:00Z"), ZoneOffset.UTC);
  private static final Inputs INPUTS =
      new Inputs("data", "pictures", "pse", List.of(), "settings", "code");

  @TempDir private Path folder;

  @Test
  void aVersionIsPublishedTriedServedAndReplaced() throws IOException {
    try (Registry registry = open()) {
      publish(registry, "1.0.0", "one");
      registry.tryOut("faces", "1.0.0");
      assertThat(registry.canary().resolve("faces/1.0.0/model.onnx")).hasContent("one");
      assertThat(state(registry, "1.0.0")).isEqualTo(State.CANARY);

      registry.promote("faces", "1.0.0", "good");
      assertThat(registry.served().resolve("faces/1.0.0/model.onnx")).hasContent("one");
      assertThat(registry.canary().resolve("faces")).doesNotExist();

      publish(registry, "1.1.0", "two");
      registry.promote("faces", "1.1.0", "better");
      assertThat(Folders.files(registry.served()))
          .allMatch(file -> file.toString().contains("1.1.0"))
          .isNotEmpty();
      assertThat(registry.releases("faces").served()).isEqualTo("1.1.0");
      assertThat(state(registry, "1.0.0")).isEqualTo(State.REPLACED);

      registry.rollBack("faces", "1.0.0", "bad");
      assertThat(registry.served().resolve("faces/1.0.0/model.onnx")).hasContent("one");
      assertThat(registry.served().resolve("faces/1.1.0")).doesNotExist();
      assertThat(state(registry, "1.1.0")).isEqualTo(State.ROLLED_BACK);
      assertThat(registry.releases("faces").release("1.1.0").orElseThrow().why()).isEqualTo("bad");
    }
  }

  @Test
  void aVersionNeverChanges() throws IOException {
    try (Registry registry = open()) {
      publish(registry, "1.0.0", "one");
      publish(registry, "1.0.0", "one");
      assertThatThrownBy(() -> publish(registry, "1.0.0", "another"))
          .isInstanceOf(PipelineException.class)
          .hasMessageContaining("faces 1.0.0 is published with another content");
    }
  }

  @Test
  void oneProcessChangesItAtATime() {
    try (Registry registry = open()) {
      assertThat(registry.versions("faces")).isEmpty();
      assertThatThrownBy(this::open)
          .satisfiesAnyOf(
              failure ->
                  assertThat(failure)
                      .isInstanceOf(PipelineException.class)
                      .hasMessageContaining("is being changed by another pipeline"),
              failure ->
                  assertThat(failure)
                      .isInstanceOf(java.nio.channels.OverlappingFileLockException.class));
    }
  }

  @Test
  void whatWasStoppedIsRememberedUntilSomethingChanges() {
    try (Registry registry = open()) {
      registry.refuse("faces", INPUTS, "gate", List.of("It is worse."));
      Releases all = registry.releases("faces");
      assertThat(all.refusal(INPUTS).orElseThrow().reasons()).containsExactly("It is worse.");
      Inputs other = new Inputs("data", "pictures", "gal", List.of(), "settings", "code");
      assertThat(all.refusal(other)).isEmpty();
      assertThat(other.changes(INPUTS)).containsExactly("the recipe changed");
      assertThat(other.key()).isNotEqualTo(INPUTS.key()).hasSize(12);
    }
  }

  @Test
  void theSameBundleIsAnImageLayoutOfTheSameBytes() throws IOException {
    try (Registry registry = open()) {
      publish(registry, "1.0.0", "one");
      publish(registry, "1.1.0", "two");
    }
    Path oci = folder.resolve("registry/oci");
    assertThat(oci.resolve("oci-layout")).content().contains("\"imageLayoutVersion\":\"1.0.0\"");
    JsonNode index = json(oci.resolve("index.json"));
    assertThat(index.path("manifests")).hasSize(2);
    JsonNode last = index.path("manifests").get(1);
    assertThat(last.at("/annotations").toString()).contains("faces-1.1.0");

    for (Path blob : Folders.files(oci.resolve("blobs/sha256"))) {
      assertThat(Digests.of(blob)).isEqualTo(blob.getFileName().toString());
    }
    JsonNode platforms = blob(oci, last);
    assertThat(platforms.path("manifests")).hasSize(2);
    JsonNode manifest = blob(oci, platforms.path("manifests").get(0));
    JsonNode layer = manifest.path("layers").get(0);
    assertThat(blob(oci, manifest.path("config")).at("/rootfs/diff_ids/0").asText())
        .isEqualTo(layer.path("digest").asText());
    try (TarArchiveInputStream tar =
        new TarArchiveInputStream(Files.newInputStream(path(oci, layer)))) {
      StringBuilder names = new StringBuilder();
      for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        names.append(entry.getName()).append('\n');
      }
      assertThat(names.toString())
          .isEqualTo("faces/\nfaces/1.1.0/\nfaces/1.1.0/manifest.json\nfaces/1.1.0/model.onnx\n");
    }
    assertThat(Registry.releases(folder.resolve("registry"), "faces").release("1.1.0"))
        .get()
        .extracting(Releases.Release::image)
        .isEqualTo(last.path("digest").asText());
  }

  @Test
  void trafficIsSplitBetweenTheServedVersionAndTheOneBefore() throws IOException {
    try (Registry registry = open()) {
      publish(registry, "1.0.0", "one");
      registry.promote("faces", "1.0.0", "good");
      assertThatThrownBy(() -> new KnativeTraffic(registry.releases("faces"), "models").patch(10))
          .hasMessageContaining("No version of faces was served before 1.0.0");
      publish(registry, "1.1.0", "two");
      registry.promote("faces", "1.1.0", "better");

      JsonNode patch =
          Json.tree(
              new KnativeTraffic(registry.releases("faces"), "models")
                  .patch(10)
                  .getBytes(java.nio.charset.StandardCharsets.UTF_8),
              "the patch");
      assertThat(patch.at("/0/value").asText()).isEqualTo("facet-faces-1-1-0");
      assertThat(patch.at("/1/value/image/reference").asText()).startsWith("models@sha256:");
      assertThat(patch.at("/4/value").toString())
          .isEqualTo(
              "[{\"revisionName\":\"facet-faces-1-0-0\",\"percent\":90,\"tag\":\"before\"},"
                  + "{\"revisionName\":\"facet-faces-1-1-0\",\"percent\":10,\"tag\":\"new\"}]");
    }
  }

  @Test
  void versionsFollowTheHighest() {
    assertThat(Version.after(List.of())).hasToString("1.0.0");
    assertThat(Version.after(List.of("1.9.0", "1.10.2", "canary"))).hasToString("1.11.0");
    assertThat(Version.is("01.0.0")).isFalse();
  }

  private Registry open() {
    return Registry.open(folder.resolve("registry"), CLOCK);
  }

  private void publish(Registry registry, String version, String model) throws IOException {
    Path evidence = Files.createDirectories(folder.resolve("evidence"));
    Files.writeString(evidence.resolve("data.json"), "{}");
    registry.publish(
        "faces",
        version,
        SampleBundle.write(folder.resolve("bundle-" + model), "faces", version, model),
        evidence,
        INPUTS);
  }

  private static State state(Registry registry, String version) {
    return registry.releases("faces").release(version).orElseThrow().state();
  }

  private static JsonNode blob(Path oci, JsonNode descriptor) throws IOException {
    return json(path(oci, descriptor));
  }

  private static Path path(Path oci, JsonNode descriptor) {
    return oci.resolve("blobs").resolve(descriptor.path("digest").asText().replace(':', '/'));
  }

  private static JsonNode json(Path file) throws IOException {
    return Json.tree(Files.readAllBytes(file), file.toString());
  }
}
