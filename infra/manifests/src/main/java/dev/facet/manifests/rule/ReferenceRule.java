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

/** What is called by its name exists: targets of autoscalers, accounts, services, ports. */
public final class ReferenceRule implements Rule {
  @Override
  public Stream<Finding> findings(Manifest one, Manifests all) {
    List<Finding> findings = new ArrayList<>();
    if (one.is("autoscaling", "HorizontalPodAutoscaler")
        || one.is("http.keda.sh", "HTTPScaledObject")) {
      requireTarget(one, all, findings);
    }
    if (one.is("http.keda.sh", "HTTPScaledObject")) {
      requireService(one, all, findings);
    }
    if (one.is("", "Service")) {
      requirePort(one, all, "/spec/ports/0/targetPort", findings);
    }
    if (one.is("networking.k8s.io", "NetworkPolicy")) {
      requirePort(one, all, "/spec/ingress/0/ports/0/port", findings);
    }
    one.workload()
        .filter(workload -> !one.isOnCloudRun())
        .ifPresent(workload -> requireAccount(workload, all, findings));
    return findings.stream();
  }

  private static void requireTarget(Manifest one, Manifests all, List<Finding> findings) {
    String path = "/spec/scaleTargetRef";
    JsonNode target = one.content().at(path);
    String kind = target.path("kind").asText("Deployment");
    String name = target.path("name").asText();
    if (all.find(kind, name).isEmpty()) {
      findings.add(
          new Finding(
              one,
              path + "/name",
              "there is no %s %s to scale; name one that is applied together with this."
                  .formatted(kind, name)));
    }
  }

  private static void requireService(Manifest one, Manifests all, List<Finding> findings) {
    String path = "/spec/scaleTargetRef/service";
    String name = one.content().at(path).asText();
    int port = one.content().at("/spec/scaleTargetRef/port").asInt();
    boolean found =
        all.find("Service", name)
            .filter(service -> service.content().at("/spec/ports/0/port").asInt() == port)
            .isPresent();
    if (!found) {
      findings.add(
          new Finding(
              one,
              path,
              "there is no Service %s with port %d; name the one before the function."
                  .formatted(name, port)));
    }
  }

  private static void requirePort(
      Manifest one, Manifests all, String path, List<Finding> findings) {
    JsonNode port = one.content().at(path);
    if (port.isTextual()
        && all.workloads().noneMatch(workload -> workload.ports().contains(port.asText()))) {
      findings.add(
          new Finding(
              one,
              path,
              "no container names a port %s; use the name of the function's."
                  .formatted(port.asText())));
    }
  }

  private static void requireAccount(Workload workload, Manifests all, List<Finding> findings) {
    String account = workload.pod().path("serviceAccountName").asText();
    if (all.find("ServiceAccount", account).isEmpty()) {
      findings.add(
          new Finding(
              workload.of(),
              Workload.TEMPLATE + "/spec/serviceAccountName",
              "there is no ServiceAccount '%s' among these objects; without one of its own the function has the rights of the default one."
                  .formatted(account)));
    }
  }
}
