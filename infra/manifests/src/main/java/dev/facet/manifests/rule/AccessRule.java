package dev.facet.manifests.rule;

import dev.facet.manifests.Finding;
import dev.facet.manifests.Manifest;
import dev.facet.manifests.Manifests;
import dev.facet.manifests.Rule;
import dev.facet.manifests.Workload;
import java.util.Map;
import java.util.stream.Stream;

/** It is said who may call: by keys, or in so many words by somebody before the function. */
public final class AccessRule implements Rule {
  @Override
  public Stream<Finding> findings(Manifest one, Manifests all) {
    return one.workload().stream().flatMap(AccessRule::findings);
  }

  private static Stream<Finding> findings(Workload workload) {
    Map<String, String> environment = workload.environment();
    if (!environment.getOrDefault("QUARKUS_HTTP_HOST", "localhost").equals("0.0.0.0")) {
      return Stream.of(
          finding(
              workload,
              "QUARKUS_HTTP_HOST has to be 0.0.0.0, or nobody outside of the pod reaches the function."));
    }
    boolean keys =
        environment.containsKey("QUARKUS_CONFIG_LOCATIONS")
            || environment.keySet().stream().anyMatch(name -> name.startsWith("FACET_KEYS_"));
    boolean open = environment.getOrDefault("FACET_OPEN", "false").equals("true");
    if (!keys && !open) {
      return Stream.of(
          finding(
              workload,
              "says not who may call, so the function would not start; add the component keys, or open where something before it decides."));
    }
    if (keys && open) {
      return Stream.of(
          finding(
              workload,
              "has keys and FACET_OPEN, which contradict each other; keep one of the components keys and open."));
    }
    return Stream.empty();
  }

  private static Finding finding(Workload workload, String sentence) {
    return new Finding(workload.of(), Workload.CONTAINER + "/env", sentence);
  }
}
