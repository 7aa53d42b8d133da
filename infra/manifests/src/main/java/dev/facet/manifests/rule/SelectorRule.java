package dev.facet.manifests.rule;

import com.fasterxml.jackson.databind.JsonNode;
import dev.facet.manifests.Finding;
import dev.facet.manifests.Manifest;
import dev.facet.manifests.Manifests;
import dev.facet.manifests.Rule;
import dev.facet.manifests.Workload;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What is chosen by labels carries them: a Service, a policy or a budget for nobody says nothing.
 */
public final class SelectorRule implements Rule {
  /** Knative puts it onto pods itself. */
  private static final String KNATIVE = "serving.knative.dev/service";

  @Override
  public Stream<Finding> findings(Manifest one, Manifests all) {
    if (one.is("", "Service")) {
      return unlessChosen(one, all, "/spec/selector");
    }
    if (one.is("policy", "PodDisruptionBudget") || one.is("apps", "Deployment")) {
      return unlessChosen(one, all, "/spec/selector/matchLabels");
    }
    if (one.is("networking.k8s.io", "NetworkPolicy")) {
      return unlessChosen(one, all, "/spec/podSelector/matchLabels");
    }
    return Stream.empty();
  }

  private static Stream<Finding> unlessChosen(Manifest one, Manifests all, String path) {
    Map<String, String> wanted = new LinkedHashMap<>();
    JsonNode selector = one.content().at(path);
    selector.properties().forEach(label -> wanted.put(label.getKey(), label.getValue().asText()));
    if (wanted.isEmpty()) {
      return Stream.of(
          new Finding(
              one,
              path,
              "chooses by no label, so everything or nothing; name the labels of the function's pods."));
    }
    boolean chosen =
        all.workloads()
            .filter(workload -> !one.is("apps", "Deployment") || workload.of().equals(one))
            .anyMatch(workload -> labels(workload).containsAll(wanted.entrySet()));
    return chosen
        ? Stream.empty()
        : Stream.of(
            new Finding(
                one,
                path,
                "chooses %s, and no pod carries that; use the labels of the pods' template."
                    .formatted(wanted)));
  }

  private static Set<Map.Entry<String, String>> labels(Workload workload) {
    Map<String, String> labels = new LinkedHashMap<>(workload.labels());
    if (workload.of().isKnativeService()) {
      labels.put(KNATIVE, workload.of().name());
    }
    return labels.entrySet();
  }
}
