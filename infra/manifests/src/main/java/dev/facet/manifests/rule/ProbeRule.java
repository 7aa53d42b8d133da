package dev.facet.manifests.rule;

import com.fasterxml.jackson.databind.JsonNode;
import dev.facet.manifests.Finding;
import dev.facet.manifests.Manifest;
import dev.facet.manifests.Manifests;
import dev.facet.manifests.Rule;
import dev.facet.manifests.Workload;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** The function is asked whether it lives and is ready, where it answers that. */
public final class ProbeRule implements Rule {
  /**
   * What a probe may ask; a process that only started must not be killed because a model is
   * missing.
   */
  private static final Map<String, Set<String>> PATHS =
      Map.of(
          "startupProbe", Set.of("/q/health/started", "/q/health/ready"),
          "readinessProbe", Set.of("/q/health/ready"),
          "livenessProbe", Set.of("/q/health/live"));

  @Override
  public Stream<Finding> findings(Manifest one, Manifests all) {
    return one.workload().stream().flatMap(ProbeRule::findings);
  }

  private static Stream<Finding> findings(Workload workload) {
    List<Finding> findings = new ArrayList<>();
    PATHS.forEach(
        (name, paths) -> {
          JsonNode probe = workload.container().path(name);
          String at = Workload.CONTAINER + "/" + name;
          if (probe.isMissingNode()) {
            // Cloud Run knows no readiness probe: an instance is sent requests when its startup
            // probe has passed
            if (!(name.equals("readinessProbe") && workload.of().isOnCloudRun())) {
              findings.add(
                  new Finding(
                      workload.of(),
                      at,
                      "is missing; ask %s.".formatted(String.join(" or ", paths))));
            }
            return;
          }
          String path = probe.at("/httpGet/path").asText();
          if (!paths.contains(path)) {
            findings.add(
                new Finding(
                    workload.of(),
                    at + "/httpGet/path",
                    "is '%s'; the function answers this at %s."
                        .formatted(path, String.join(" or ", paths))));
          }
          JsonNode port = probe.at("/httpGet/port");
          boolean known =
              port.isMissingNode()
                  ? workload.of().isKnativeService()
                  : workload.ports().contains(port.asText())
                      || workload
                          .firstPort()
                          .map(number -> number.toString().equals(port.asText()))
                          .orElse(false);
          if (!known) {
            findings.add(
                new Finding(
                    workload.of(),
                    at + "/httpGet/port",
                    "is '%s', which is no port of the container; use %s."
                        .formatted(port.asText(), String.join(" or ", workload.ports()))));
          }
        });
    return findings.stream();
  }
}
