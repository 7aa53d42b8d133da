package dev.facet.manifests.rule;

import com.fasterxml.jackson.databind.JsonNode;
import dev.facet.manifests.Finding;
import dev.facet.manifests.Manifest;
import dev.facet.manifests.Manifests;
import dev.facet.manifests.Rule;
import dev.facet.manifests.Workload;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What autoscalers are told makes sense. Annotations are in no schema, and Knative ignores those
 * that it does not know; its webhook's ranges are those of its documentation of autoscaling.
 */
public final class ScaleRule implements Rule {
  private static final String KNATIVE = "autoscaling.knative.dev/";
  private static final String CLOUD_RUN = "run.googleapis.com/";

  private static final Pattern WHOLE = Pattern.compile("\\d+");
  private static final Pattern NUMBER = Pattern.compile("\\d+(\\.\\d+)?");
  private static final Pattern TIME = Pattern.compile("(\\d+(\\.\\d+)?(ms|s|m|h))+");

  private static final Map<String, Pattern> OF_KNATIVE =
      Map.ofEntries(
          Map.entry("class", Pattern.compile("(kpa|hpa)\\.autoscaling\\.knative\\.dev")),
          Map.entry("metric", Pattern.compile("concurrency|rps|cpu|memory")),
          Map.entry("target", NUMBER),
          Map.entry("target-utilization-percentage", NUMBER),
          Map.entry("target-burst-capacity", Pattern.compile("-1|\\d+(\\.\\d+)?")),
          Map.entry("window", TIME),
          Map.entry("panic-window-percentage", NUMBER),
          Map.entry("panic-threshold-percentage", NUMBER),
          Map.entry("initial-scale", WHOLE),
          Map.entry("min-scale", WHOLE),
          Map.entry("max-scale", WHOLE),
          Map.entry("activation-scale", WHOLE),
          Map.entry("scale-down-delay", TIME),
          Map.entry("scale-to-zero-pod-retention-period", TIME));

  private static final Map<String, Pattern> OF_CLOUD_RUN =
      Map.of("minScale", WHOLE, "maxScale", WHOLE);

  private static final Set<String> CLOUD_RUN_FLAGS =
      Set.of("cpu-throttling", "startup-cpu-boost", "gpu-zonal-redundancy-disabled");

  @Override
  public Stream<Finding> findings(Manifest one, Manifests all) {
    List<Finding> findings = new ArrayList<>();
    one.workload().ifPresent(workload -> ofAnnotations(workload, findings));
    if (one.is("autoscaling", "HorizontalPodAutoscaler")) {
      inOrder(one, "/spec/minReplicas", "/spec/maxReplicas", findings);
      all.workloads().forEach(workload -> requireRequest(one, workload, findings));
    }
    if (one.is("http.keda.sh", "HTTPScaledObject")) {
      inOrder(one, "/spec/replicas/min", "/spec/replicas/max", findings);
    }
    return findings.stream();
  }

  private static void ofAnnotations(Workload workload, List<Finding> findings) {
    boolean onCloudRun = workload.of().isOnCloudRun();
    Map<String, Pattern> known = onCloudRun ? OF_CLOUD_RUN : OF_KNATIVE;
    Map<String, String> annotations = workload.annotations();
    annotations.forEach(
        (name, value) -> {
          String path = annotation(name);
          if (name.startsWith(KNATIVE)) {
            Pattern pattern = known.get(name.substring(KNATIVE.length()));
            if (pattern == null) {
              findings.add(
                  new Finding(
                      workload.of(),
                      path,
                      "is unknown, so it would be ignored; known are %s."
                          .formatted(known.keySet().stream().sorted().toList())));
            } else if (!pattern.matcher(value).matches()) {
              findings.add(
                  new Finding(
                      workload.of(),
                      path,
                      "is '%s', which has no such form as %s."
                          .formatted(value, pattern.pattern())));
            }
          } else if (name.startsWith(CLOUD_RUN)
              && CLOUD_RUN_FLAGS.contains(name.substring(CLOUD_RUN.length()))
              && !Set.of("true", "false").contains(value)) {
            findings.add(
                new Finding(
                    workload.of(),
                    path,
                    "is '%s', and has to be \"true\" or \"false\".".formatted(value)));
          }
        });
    String least = KNATIVE + (onCloudRun ? "minScale" : "min-scale");
    String most = KNATIVE + (onCloudRun ? "maxScale" : "max-scale");
    number(annotations.get(least))
        .filter(
            min ->
                number(annotations.get(most))
                    .filter(max -> max.signum() > 0 && min.compareTo(max) > 0)
                    .isPresent())
        .ifPresent(
            min ->
                findings.add(
                    new Finding(
                        workload.of(),
                        annotation(least),
                        "is %s, more than %s, which is %s."
                            .formatted(min, most, annotations.get(most)))));
    JsonNode concurrency = workload.pod().path("containerConcurrency");
    if (concurrency.asLong() > 0) {
      number(annotations.get(KNATIVE + "target"))
          .filter(target -> target.compareTo(BigDecimal.valueOf(concurrency.asLong())) > 0)
          .ifPresent(
              target ->
                  findings.add(
                      new Finding(
                          workload.of(),
                          annotation(KNATIVE + "target"),
                          "is %s, more than containerConcurrency lets through, which is %s; it would never be reached."
                              .formatted(target, concurrency.asText()))));
    }
  }

  private static String annotation(String name) {
    return Workload.TEMPLATE
        + "/metadata/annotations/"
        + name.replace("~", "~0").replace("/", "~1");
  }

  private static Optional<BigDecimal> number(String text) {
    return Optional.ofNullable(text).filter(NUMBER.asMatchPredicate()).map(BigDecimal::new);
  }

  private static void inOrder(Manifest one, String least, String most, List<Finding> findings) {
    long min = one.content().at(least).asLong();
    long max = one.content().at(most).asLong();
    if (min > max) {
      findings.add(
          new Finding(one, least, "is %d, more than %s, which is %d.".formatted(min, most, max)));
    }
  }

  private static void requireRequest(Manifest one, Workload workload, List<Finding> findings) {
    if (workload.container().at("/resources/requests/cpu").isMissingNode()) {
      findings.add(
          new Finding(
              one,
              "/spec/metrics",
              "scales by a share of the processors that the container requests, and it requests none."));
    }
  }
}
