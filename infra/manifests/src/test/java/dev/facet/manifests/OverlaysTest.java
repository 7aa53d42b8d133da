package dev.facet.manifests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is committed for clusters is whole, and is what kustomize makes. */
class OverlaysTest {
  private static final Path KUBERNETES = Path.of("../kubernetes");
  private static final Path RENDERED = KUBERNETES.resolve("rendered");

  static Stream<String> overlays() throws IOException {
    try (Stream<Path> folders = Files.list(KUBERNETES.resolve("overlays"))) {
      return folders.map(folder -> folder.getFileName().toString()).sorted().toList().stream();
    }
  }

  @ParameterizedTest
  @MethodSource("overlays")
  void isWhole(String overlay) {
    Manifests all = Manifests.read(RENDERED.resolve(overlay + ".yaml").toString());

    assertThat(Checks.findings(all)).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("overlays")
  void isWhatKustomizeMakes(String overlay) throws IOException, InterruptedException {
    assumeTrue(
        kubectlIsHere(),
        "kubectl is not installed, so the rendered files are not compared with it");
    String made = kustomize(KUBERNETES.resolve("overlays/" + overlay));
    Path file = RENDERED.resolve(overlay + ".yaml");
    if (System.getProperty("rendered", "").equals("write")) {
      Files.writeString(file, made);
    }

    // versions of kustomize write the same objects in another form
    assertThat(contents(Manifests.read(file.toString())))
        .as("run mvn -pl infra/manifests -Dtest=OverlaysTest -Drendered=write test")
        .containsExactlyInAnyOrderElementsOf(contents(read(made)));
  }

  @Test
  void componentsThatNoOverlayUsesAreWhole() throws IOException, InterruptedException {
    assumeTrue(kubectlIsHere(), "kubectl is not installed, so not all components are checked");

    Manifests made = read(kustomize(Path.of("src/test/kubernetes/other-components")));

    assertThat(Checks.findings(made)).isEmpty();
    assertThat(made.workloads())
        .singleElement()
        .satisfies(
            workload ->
                assertThat(workload.environment())
                    .containsEntry("FACET_OPEN", "true")
                    .containsEntry("FACET_BUNDLES", "/models"));
  }

  private static String kustomize(Path folder) throws IOException, InterruptedException {
    Process kustomize =
        new ProcessBuilder("kubectl", "kustomize", folder.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    String made = new String(kustomize.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(kustomize.waitFor()).isZero();
    return made;
  }

  private static List<JsonNode> contents(Manifests all) {
    return all.all().stream().map(Manifest::content).toList();
  }

  private static Manifests read(String made) {
    return Manifests.read(
        "kustomize", new ByteArrayInputStream(made.getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void nothingElseIsRendered() throws IOException {
    try (Stream<Path> files = Files.list(RENDERED)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrderElementsOf(overlays().map(name -> name + ".yaml").toList());
    }
  }

  private static boolean kubectlIsHere() {
    return Stream.of(System.getenv("PATH").split(":"))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, "kubectl")));
  }
}
