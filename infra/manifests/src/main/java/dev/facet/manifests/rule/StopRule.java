package dev.facet.manifests.rule;

import com.fasterxml.jackson.databind.JsonNode;
import dev.facet.manifests.Finding;
import dev.facet.manifests.Manifest;
import dev.facet.manifests.Manifests;
import dev.facet.manifests.Rule;
import dev.facet.manifests.Workload;
import java.time.Duration;
import java.util.Locale;
import java.util.stream.Stream;

/** The function may finish what it has begun before it is killed. */
public final class StopRule implements Rule {
  /** Between SIGTERM and SIGKILL. */
  private static final Duration CLOUD_RUN = Duration.ofSeconds(10);

  /** What the function does where nothing is said. */
  private static final String DELAY = "1s";

  private static final String TIMEOUT = "30s";

  @Override
  public Stream<Finding> findings(Manifest one, Manifests all) {
    return one.workload().stream().flatMap(StopRule::findings);
  }

  private static Stream<Finding> findings(Workload workload) {
    Duration needed =
        seconds(workload, "QUARKUS_SHUTDOWN_DELAY", DELAY)
            .plus(seconds(workload, "QUARKUS_SHUTDOWN_TIMEOUT", TIMEOUT));
    if (workload.of().isOnCloudRun()) {
      return needed.compareTo(CLOUD_RUN) < 0
          ? Stream.empty()
          : Stream.of(
              new Finding(
                  workload.of(),
                  Workload.CONTAINER + "/env",
                  "the function takes up to %d s to stop, and Cloud Run kills it after 10; set QUARKUS_SHUTDOWN_DELAY and QUARKUS_SHUTDOWN_TIMEOUT to less together."
                      .formatted(needed.toSeconds())));
    }
    // Knative lets a pod live for the revision's timeout after SIGTERM
    String name =
        workload.of().isKnativeService() ? "timeoutSeconds" : "terminationGracePeriodSeconds";
    JsonNode given = workload.pod().path(name);
    return given.asLong() > needed.toSeconds()
        ? Stream.empty()
        : Stream.of(
            new Finding(
                workload.of(),
                Workload.TEMPLATE + "/spec/" + name,
                "is %s, but the function takes up to %d s to stop; give it more, or it is killed before it has answered."
                    .formatted(
                        given.isMissingNode() ? "missing" : given.asText(), needed.toSeconds())));
  }

  private static Duration seconds(Workload workload, String name, String otherwise) {
    String value = workload.environment().getOrDefault(name, otherwise);
    return Duration.parse("PT" + value.toUpperCase(Locale.ROOT));
  }
}
