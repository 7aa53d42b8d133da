package dev.facet.manifests.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/**
 * Makes the schemas that manifests are checked by from what their projects publish; {@code
 * infra/kubernetes/schemas.md} has the command. They are made strict: a field that there is not is
 * a mistake, as it is for {@code kubectl apply --validate=strict}.
 */
public final class ExtractSchemas {
  private static final String COMPONENTS = "#/components/schemas/";
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS);

  private static final Map<String, String> OF_KUBERNETES =
      Map.of(
          "api__v1", "Namespace,Service,ServiceAccount",
          "apis__apps__v1", "Deployment",
          "apis__autoscaling__v2", "HorizontalPodAutoscaler",
          "apis__batch__v1", "CronJob,Job",
          "apis__networking.k8s.io__v1", "NetworkPolicy",
          "apis__policy__v1", "PodDisruptionBudget");

  private ExtractSchemas() {}

  /**
   * Writes one file a kind.
   *
   * @param arguments a folder for them, the sources of Kubernetes, of Knative Serving, and the
   *     definition of KEDA's HTTPScaledObject
   */
  public static void main(String[] arguments) throws IOException {
    Path out = Path.of(arguments[0]);
    Path kubernetes = Path.of(arguments[1], "api/openapi-spec/v3");
    for (Map.Entry<String, String> group : OF_KUBERNETES.entrySet()) {
      JsonNode document =
          JSON.readTree(kubernetes.resolve(group.getKey() + "_openapi.json").toFile());
      for (String kind : group.getValue().split(",", 0)) {
        write(out, ofKubernetes(document, kind));
      }
    }
    write(out, ofDefinition(Path.of(arguments[2], "config/core/300-resources/service.yaml")));
    write(out, ofDefinition(Path.of(arguments[3])));
  }

  private record Named(String file, JsonNode schema) {}

  private static void write(Path out, Named schema) throws IOException {
    Files.writeString(
        out.resolve(schema.file()),
        JSON.writerWithDefaultPrettyPrinter()
                .writeValueAsString(JSON.treeToValue(schema.schema(), TreeMap.class))
            + "\n");
  }

  private static Named ofKubernetes(JsonNode document, String kind) {
    JsonNode schemas = document.at("/components/schemas");
    for (Map.Entry<String, JsonNode> entry : schemas.properties()) {
      JsonNode is = entry.getValue().at("/x-kubernetes-group-version-kind/0");
      if (is.path("kind").asText().equals(kind) && entry.getKey().endsWith("." + kind)) {
        ObjectNode definitions = JSON.createObjectNode();
        ObjectNode root = strict(entry.getValue());
        define(root, schemas, definitions);
        root.set("definitions", definitions);
        String group = is.path("group").asText();
        return named(
            root, (group.isEmpty() ? "" : group + "-") + is.path("version").asText(), kind);
      }
    }
    throw new IllegalArgumentException("there is no " + kind);
  }

  /** Adds what a schema refers to, and what that refers to. */
  private static void define(JsonNode schema, JsonNode schemas, ObjectNode definitions) {
    for (JsonNode node : schema.findParents("$ref")) {
      String reference = node.path("$ref").asText();
      if (reference.startsWith(COMPONENTS)) {
        String name = reference.substring(COMPONENTS.length());
        ((ObjectNode) node).put("$ref", "#/definitions/" + name);
        if (!definitions.has(name)) {
          ObjectNode referred = strict(schemas.path(name));
          definitions.set(name, referred);
          define(referred, schemas, definitions);
        }
      }
    }
  }

  private static Named ofDefinition(Path file) throws IOException {
    JsonNode definition = new YAMLMapper().readTree(file.toFile());
    JsonNode version = definition.at("/spec/versions/0");
    return named(
        strict(version.at("/schema/openAPIV3Schema")),
        definition.at("/spec/group").asText() + "-" + version.path("name").asText(),
        definition.at("/spec/names/kind").asText());
  }

  private static Named named(ObjectNode root, String version, String kind) {
    ((ObjectNode) root.path("properties")).remove("status"); // nobody applies it
    root.put("$schema", "http://json-schema.org/draft-07/schema#");
    root.withArray("required").removeAll().add("apiVersion").add("kind").add("metadata");
    if (root.path("properties").has("spec") && !kind.equals("Namespace")) {
      root.withArray("required").add("spec");
    }
    return new Named("%s-%s.json".formatted(version, kind), root);
  }

  private static ObjectNode strict(JsonNode schema) {
    ObjectNode copy = schema.deepCopy();
    tighten(copy);
    return copy;
  }

  private static void tighten(ObjectNode schema) {
    boolean open = schema.path("x-kubernetes-preserve-unknown-fields").asBoolean();
    boolean either = schema.path("x-kubernetes-int-or-string").asBoolean();
    schema.remove("description");
    schema.remove("default");
    schema.remove("format");
    schema.properties().removeIf(entry -> entry.getKey().startsWith("x-"));
    if (either && !schema.has("anyOf")) {
      ArrayNode types = schema.putArray("anyOf");
      types.addObject().put("type", "integer");
      types.addObject().put("type", "string");
    }
    schema.path("properties").forEach(property -> tighten((ObjectNode) property));
    for (String inner : new String[] {"items", "additionalProperties"}) {
      if (schema.path(inner) instanceof ObjectNode one) {
        tighten(one);
      }
    }
    for (String several : new String[] {"allOf", "anyOf", "oneOf"}) {
      schema.path(several).forEach(one -> tighten((ObjectNode) one));
    }
    if (schema.has("properties") && !open && !schema.has("additionalProperties")) {
      schema.put("additionalProperties", false);
    }
  }
}
