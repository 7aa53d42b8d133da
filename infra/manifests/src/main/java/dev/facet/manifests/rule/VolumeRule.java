package dev.facet.manifests.rule;

import com.fasterxml.jackson.databind.JsonNode;
import dev.facet.manifests.Finding;
import dev.facet.manifests.Manifest;
import dev.facet.manifests.Manifests;
import dev.facet.manifests.Rule;
import dev.facet.manifests.Workload;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * Volumes are mounted, mounts have a volume, nothing is written to them but to the memory at /tmp,
 * and settings point into them.
 */
public final class VolumeRule implements Rule {
  private static final List<String> FILES =
      List.of("FACET_BUNDLES", "FACET_SIGNATURE_KEY", "QUARKUS_CONFIG_LOCATIONS");

  @Override
  public Stream<Finding> findings(Manifest one, Manifests all) {
    return one.workload().stream().flatMap(VolumeRule::findings);
  }

  private static Stream<Finding> findings(Workload workload) {
    List<Finding> findings = new ArrayList<>();
    JsonNode mounts = workload.container().path("volumeMounts");
    Set<String> volumes = names(workload.pod().path("volumes"));
    Set<String> mounted = names(mounts);
    volumes.stream()
        .filter(volume -> !mounted.contains(volume))
        .forEach(
            volume ->
                findings.add(
                    new Finding(
                        workload.of(),
                        Workload.TEMPLATE + "/spec/volumes",
                        "nothing mounts the volume %s; mount it or take it out."
                            .formatted(volume))));
    for (int i = 0; i < mounts.size(); i++) {
      String at = Workload.CONTAINER + "/volumeMounts/" + i;
      String name = mounts.get(i).path("name").asText();
      if (!volumes.contains(name)) {
        findings.add(
            new Finding(
                workload.of(),
                at + "/name",
                "there is no volume %s; add it to the pod's volumes.".formatted(name)));
      }
      boolean writable = mounts.get(i).path("mountPath").asText().equals(Workload.TEMPORARY);
      if (!mounts.get(i).path("readOnly").asBoolean()
          && !writable
          && !workload.of().isOnCloudRun()) {
        findings.add(
            new Finding(
                workload.of(),
                at,
                "the function writes nothing; mount %s with readOnly: true.".formatted(name)));
      }
    }
    for (String setting : FILES) {
      Optional.ofNullable(workload.environment().get(setting))
          .filter(
              path ->
                  StreamSupport.stream(mounts.spliterator(), false)
                      .noneMatch(mount -> within(path, mount.path("mountPath").asText())))
          .ifPresent(
              path ->
                  findings.add(
                      new Finding(
                          workload.of(),
                          Workload.CONTAINER + "/env",
                          "%s is %s, where nothing is mounted; mount a volume there."
                              .formatted(setting, path))));
    }
    return findings.stream();
  }

  private static boolean within(String path, String folder) {
    return path.equals(folder) || path.startsWith(folder + "/");
  }

  private static Set<String> names(JsonNode list) {
    return StreamSupport.stream(list.spliterator(), false)
        .map(one -> one.path("name").asText())
        .collect(Collectors.toSet());
  }
}
