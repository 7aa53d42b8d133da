package dev.facet.manifests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each mistake is planted alone into what is whole, and is found with its place and reason. */
class PlantedMistakesTest {
  private static final String REMOVED = null;
  private static final String POD = "/spec/template/spec";
  private static final String CONTAINER = POD + "/containers/0";
  private static final String ANNOTATIONS = "/spec/template/metadata/annotations/";

  private final ObjectMapper json = new ObjectMapper();

  static Stream<Arguments> mistakes() {
    return Stream.of(
        // fields and types that the schemas know
        arguments("hpa", "Deployment", "/spec/replica", "3", "replica"),
        arguments(
            "hpa", "Deployment", CONTAINER + "/imagePullPolcy", "\"Always\"", "imagePullPolcy"),
        arguments(
            "hpa", "Deployment", CONTAINER + "/ports/0/containerPort", "\"8080\"", "containerPort"),
        arguments("hpa", "Deployment", CONTAINER + "/name", REMOVED, "name"),
        arguments("hpa", "HorizontalPodAutoscaler", "/spec/maxReplicas", REMOVED, "maxReplicas"),
        arguments(
            "hpa",
            "HorizontalPodAutoscaler",
            "/apiVersion",
            "\"autoscaling/v2beta2\"",
            "no schema"),
        arguments("hpa", "NetworkPolicy", "/spec/policyTypes", "\"Ingress\"", "policyTypes"),
        arguments("hpa", "PodDisruptionBudget", "/spec/maxUnavailabel", "1", "maxUnavailabel"),
        arguments("keda-http", "HTTPScaledObject", "/spec/replicas/minimum", "0", "minimum"),
        arguments(
            "keda-http",
            "HTTPScaledObject",
            "/spec/scalingMetric/concurrency/targetValue",
            "\"many\"",
            "targetValue"),
        arguments(
            "knative-cpu", "Service", POD + "/containerConcurency", "8", "containerConcurency"),
        arguments(
            "knative-cpu",
            "Service",
            POD + "/containerConcurrency",
            "\"8\"",
            "containerConcurrency"),
        arguments("retrain", "CronJob", "/spec/shedule", "\"0 3 * * *\"", "shedule"),
        arguments(
            "retrain",
            "CronJob",
            "/spec/jobTemplate/spec/backoffLimit",
            "\"three\"",
            "backoffLimit"),
        // names that lead nowhere
        arguments(
            "hpa",
            "Service",
            "/spec/selector/app.kubernetes.io~1name",
            "\"faces\"",
            "no pod carries"),
        arguments(
            "hpa",
            "Deployment",
            "/spec/template/metadata/labels/app.kubernetes.io~1name",
            "\"faces\"",
            "no pod carries"),
        arguments("hpa", "Service", "/spec/ports/0/targetPort", "\"web\"", "port web"),
        arguments(
            "hpa",
            "HorizontalPodAutoscaler",
            "/spec/scaleTargetRef/name",
            "\"faces\"",
            "no Deployment faces"),
        arguments(
            "keda-http",
            "HTTPScaledObject",
            "/spec/scaleTargetRef/port",
            "8080",
            "no Service facet with port 8080"),
        arguments(
            "hpa",
            "Deployment",
            POD + "/serviceAccountName",
            "\"default\"",
            "no ServiceAccount 'default'"),
        arguments("hpa", "Deployment", POD + "/volumes/1/name", "\"secrets\"", "no volume keys"),
        arguments(
            "knative-gpu",
            "Service",
            CONTAINER + "/volumeMounts/2/mountPath",
            "\"/bundles\"",
            "FACET_BUNDLES is /models"),
        // what the function would not do
        arguments(
            "hpa",
            "Deployment",
            CONTAINER + "/livenessProbe/httpGet/path",
            "\"/healthz\"",
            "/q/health/live"),
        arguments(
            "hpa",
            "Deployment",
            CONTAINER + "/readinessProbe/httpGet/port",
            "8081",
            "no port of the container"),
        arguments("hpa", "Deployment", CONTAINER + "/startupProbe", REMOVED, "is missing"),
        arguments(
            "hpa",
            "Deployment",
            CONTAINER + "/env/0/name",
            "\"FACET_QEUE\"",
            "FACET_QEUE is no setting"),
        arguments("hpa", "Deployment", CONTAINER + "/env/0/value", "\"127.0.0.1\"", "0.0.0.0"),
        arguments(
            "knative-cpu", "Service", CONTAINER + "/env/3/name", "\"OTHER\"", "not who may call"),
        arguments(
            "hpa",
            "Deployment",
            POD + "/terminationGracePeriodSeconds",
            "30",
            "up to 35 s to stop"),
        arguments(
            "cloud-run-gpu",
            "Service",
            CONTAINER + "/env/5/value",
            "\"30s\"",
            "Cloud Run kills it after 10"),
        // what it must not be allowed
        arguments(
            "hpa",
            "Deployment",
            CONTAINER + "/securityContext/readOnlyRootFilesystem",
            "false",
            "has to be true"),
        arguments(
            "knative-cpu",
            "Service",
            CONTAINER + "/securityContext/capabilities",
            REMOVED,
            "[ALL]"),
        arguments(
            "hpa", "Deployment", CONTAINER + "/resources/limits/memory", REMOVED, "is missing"),
        arguments(
            "knative-gpu",
            "Service",
            CONTAINER + "/volumeMounts/2/readOnly",
            "false",
            "writes nothing"),
        arguments(
            "hpa",
            "Deployment",
            CONTAINER + "/volumeMounts/0/mountPath",
            "\"/var/tmp\"",
            "none at /tmp"),
        // autoscaling that would be ignored or never happen
        arguments(
            "knative-cpu",
            "Service",
            ANNOTATIONS + "autoscaling.knative.dev~1minScale",
            "\"0\"",
            "is unknown"),
        arguments(
            "knative-cpu",
            "Service",
            ANNOTATIONS + "autoscaling.knative.dev~1window",
            "\"a minute\"",
            "is 'a minute'"),
        arguments(
            "knative-cpu",
            "Service",
            ANNOTATIONS + "autoscaling.knative.dev~1target",
            "\"100\"",
            "never be reached"),
        arguments(
            "knative-cpu",
            "Service",
            ANNOTATIONS + "autoscaling.knative.dev~1min-scale",
            "\"99\"",
            "more than"),
        arguments("hpa", "HorizontalPodAutoscaler", "/spec/minReplicas", "99", "more than"),
        arguments(
            "hpa", "Deployment", CONTAINER + "/resources/requests/cpu", REMOVED, "requests none"));
  }

  @ParameterizedTest
  @MethodSource("mistakes")
  void isFound(String overlay, String kind, String path, String value, String said)
      throws JsonProcessingException {
    List<Manifest> all =
        new ArrayList<>(Manifests.read("../kubernetes/rendered/" + overlay + ".yaml").all());
    Manifest whole = all.stream().filter(one -> one.kind().equals(kind)).findFirst().orElseThrow();

    all.set(all.indexOf(whole), new Manifest(whole.file(), planted(whole.content(), path, value)));

    assertThat(Checks.findings(new Manifests(all)))
        .isNotEmpty()
        .anySatisfy(finding -> assertThat(finding.toString()).contains(said));
  }

  private JsonNode planted(JsonNode whole, String path, String value)
      throws JsonProcessingException {
    JsonNode copy = whole.deepCopy();
    JsonPointer at = JsonPointer.compile(path);
    JsonNode parent = copy.at(at.head());
    assertThat(parent.isContainerNode()).as(path).isTrue();
    if (parent instanceof ArrayNode list) {
      list.set(at.last().getMatchingIndex(), json.readTree(value));
    } else if (value == null) {
      assertThat(((ObjectNode) parent).remove(at.last().getMatchingProperty())).isNotNull();
    } else {
      ((ObjectNode) parent).set(at.last().getMatchingProperty(), json.readTree(value));
    }
    return copy;
  }
}
