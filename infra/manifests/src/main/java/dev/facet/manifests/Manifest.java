package dev.facet.manifests;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/**
 * One object as it is applied.
 *
 * @param file where it was read
 * @param content all of it
 */
public record Manifest(String file, JsonNode content) {
  /** Such as apps/v1. */
  public String apiVersion() {
    return content.path("apiVersion").asText();
  }

  /** Such as Deployment. */
  public String kind() {
    return content.path("kind").asText();
  }

  /** Its name in its namespace. */
  public String name() {
    return content.at("/metadata/name").asText();
  }

  /** Whether it is of a kind, of any version of the group. */
  public boolean is(String group, String kind) {
    int slash = apiVersion().indexOf('/');
    String own = slash < 0 ? "" : apiVersion().substring(0, slash);
    return own.equals(group) && kind().equals(kind);
  }

  /** What makes pods, for those that do. */
  public Optional<Workload> workload() {
    boolean makesPods = is("apps", "Deployment") || isKnativeService();
    return makesPods ? Optional.of(new Workload(this)) : Optional.empty();
  }

  /** Whether Knative Serving, or Cloud Run, makes something of it. */
  public boolean isKnativeService() {
    return is("serving.knative.dev", "Service");
  }

  /** Whether only Cloud Run understands it. */
  public boolean isOnCloudRun() {
    return content.toString().contains("run.googleapis.com/");
  }

  /** Where it stands and what it is. */
  public String describe() {
    return "%s: %s %s".formatted(file, kind(), name());
  }
}
