package dev.facet.manifests.rule;

import com.fasterxml.jackson.databind.JsonNode;
import dev.facet.manifests.Finding;
import dev.facet.manifests.Manifest;
import dev.facet.manifests.Manifests;
import dev.facet.manifests.Rule;
import dev.facet.manifests.Workload;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * The function has no right that it does not need, and no more of the machine than it was given.
 */
public final class SafetyRule implements Rule {
  @Override
  public Stream<Finding> findings(Manifest one, Manifests all) {
    return one.workload().stream().flatMap(SafetyRule::findings);
  }

  private static Stream<Finding> findings(Workload workload) {
    List<Finding> findings = new ArrayList<>();
    for (String resource : List.of("cpu", "memory")) {
      String path = "/resources/limits/" + resource;
      if (workload.container().at(path).isMissingNode()) {
        findings.add(
            new Finding(
                workload.of(),
                Workload.CONTAINER + path,
                "is missing; what the function may take of a node has to be said."));
      }
    }
    // Cloud Run has a sandbox of its own and refuses these fields
    if (!workload.of().isOnCloudRun()) {
      requireSandbox(workload, findings);
    }
    return findings.stream();
  }

  private static void requireSandbox(Workload workload, List<Finding> findings) {
    String path = Workload.CONTAINER + "/securityContext";
    JsonNode own = workload.container().path("securityContext");
    JsonNode pod = workload.pod().path("securityContext");
    require(
        own.path("allowPrivilegeEscalation").isBoolean()
            && !own.path("allowPrivilegeEscalation").asBoolean(),
        workload,
        path + "/allowPrivilegeEscalation",
        "has to be false.",
        findings);
    require(
        own.path("readOnlyRootFilesystem").asBoolean(),
        workload,
        path + "/readOnlyRootFilesystem",
        "has to be true: the function writes no file.",
        findings);
    require(
        StreamSupport.stream(workload.container().path("volumeMounts").spliterator(), false)
            .anyMatch(mount -> mount.path("mountPath").asText().equals(Workload.TEMPORARY)),
        workload,
        Workload.CONTAINER + "/volumeMounts",
        "has none at /tmp: with a read-only root the function would not start, because ONNX Runtime and Vert.x make an empty folder there; mount an emptyDir.",
        findings);
    require(
        own.path("runAsNonRoot").asBoolean() || pod.path("runAsNonRoot").asBoolean(),
        workload,
        path + "/runAsNonRoot",
        "has to be true.",
        findings);
    require(
        own.at("/capabilities/drop/0").asText().equals("ALL"),
        workload,
        path + "/capabilities/drop",
        "has to be [ALL].",
        findings);
    require(
        !own.path("privileged").asBoolean(),
        workload,
        path + "/privileged",
        "has to go.",
        findings);
    String profile = own.at("/seccompProfile/type").asText(pod.at("/seccompProfile/type").asText());
    require(
        profile.equals("RuntimeDefault"),
        workload,
        path + "/seccompProfile/type",
        "has to be RuntimeDefault.",
        findings);
  }

  private static void require(
      boolean holds, Workload workload, String path, String sentence, List<Finding> findings) {
    if (!holds) {
      findings.add(new Finding(workload.of(), path, sentence));
    }
  }
}
