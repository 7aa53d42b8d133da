package dev.facet.manifests;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * An object that makes pods of the function.
 *
 * @param of a Deployment or a Service of Knative
 */
public record Workload(Manifest of) {
  /** Where the template of its pods is. */
  public static final String TEMPLATE = "/spec/template";

  /** Where the first container is, which is the function's. */
  public static final String CONTAINER = TEMPLATE + "/spec/containers/0";

  /** Where the function makes its empty folders. */
  public static final String TEMPORARY = "/tmp";

  /** The pods' specification. */
  public JsonNode pod() {
    return of.content().at(TEMPLATE + "/spec");
  }

  /** The function's container. */
  public JsonNode container() {
    return of.content().at(CONTAINER);
  }

  /** The labels of its pods. */
  public Map<String, String> labels() {
    return texts(of.content().at(TEMPLATE + "/metadata/labels"));
  }

  /** The annotations of its pods. */
  public Map<String, String> annotations() {
    return texts(of.content().at(TEMPLATE + "/metadata/annotations"));
  }

  /** The values of the environment that stand in the object. */
  public Map<String, String> environment() {
    Map<String, String> environment = new LinkedHashMap<>();
    container()
        .path("env")
        .forEach(
            variable ->
                environment.put(variable.path("name").asText(), variable.path("value").asText()));
    return environment;
  }

  /** The names of the container's ports. */
  public Set<String> ports() {
    return StreamSupport.stream(container().path("ports").spliterator(), false)
        .map(port -> port.path("name").asText())
        .collect(Collectors.toSet());
  }

  /** The number of the container's first port. */
  public Optional<Integer> firstPort() {
    JsonNode port = container().at("/ports/0/containerPort");
    return port.isInt() ? Optional.of(port.intValue()) : Optional.empty();
  }

  private static Map<String, String> texts(JsonNode map) {
    Map<String, String> texts = new LinkedHashMap<>();
    map.properties().forEach(entry -> texts.put(entry.getKey(), entry.getValue().asText()));
    return texts;
  }
}
