package dev.facet.pipeline.registry;

import dev.facet.pipeline.Json;
import dev.facet.pipeline.PipelineException;
import dev.facet.pipeline.registry.Releases.Release;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A kustomize component that lets a Knative Service serve the registry's served version from its
 * OCI image, and splits the traffic between it and the version before. A revision has the name of
 * its version, so that going back is a change of percents.
 */
public final class KnativeTraffic {
  /** The component's own file. */
  public static final String KUSTOMIZATION =
      """
      # Written by facet-pipeline traffic.
      apiVersion: kustomize.config.k8s.io/v1alpha1
      kind: Component
      patches:
        - target:
            group: serving.knative.dev
            kind: Service
            name: facet
          path: patch.json
      """;

  private static final String SERVICE = "facet";

  private final Releases releases;
  private final String image;

  /**
   * Of a model.
   *
   * @param image where its images were pushed, without tag or digest
   */
  public KnativeTraffic(Releases releases, String image) {
    this.releases = releases;
    this.image = image;
  }

  /**
   * The patch, as JSON (RFC 6902).
   *
   * @param share percent of the traffic for the served version; the rest is for the one before
   * @throws PipelineException if nothing is served, or there is none before to take the rest
   */
  public String patch(int share) {
    Release served =
        releases
            .current()
            .orElseThrow(
                () ->
                    new PipelineException(
                        "No version of %s is served, so there is no traffic to split."
                            .formatted(releases.name())));
    List<Map<String, Object>> traffic = new ArrayList<>();
    traffic.add(ordered("revisionName", revision(served), "percent", share, "tag", "new"));
    if (share < 100) {
      traffic.addFirst(
          ordered("revisionName", revision(before()), "percent", 100 - share, "tag", "before"));
    }
    return Json.text(
        List.of(
            add("/spec/template/metadata/name", revision(served)),
            add(
                "/spec/template/spec/volumes/-",
                ordered(
                    "name",
                    "models",
                    "image",
                    ordered(
                        "reference", image + "@" + served.image(), "pullPolicy", "IfNotPresent"))),
            add(
                "/spec/template/spec/containers/0/volumeMounts/-",
                ordered("name", "models", "mountPath", "/models", "readOnly", true)),
            add(
                "/spec/template/spec/containers/0/env/-",
                ordered("name", "FACET_BUNDLES", "value", "/models")),
            add("/spec/traffic", traffic)));
  }

  private Release before() {
    Optional<Release> before = releases.previous();
    return before.orElseThrow(
        () ->
            new PipelineException(
                "No version of %s was served before %s, so it must take 100 percent."
                    .formatted(releases.name(), releases.served())));
  }

  private String revision(Release release) {
    return "%s-%s-%s"
        .formatted(SERVICE, releases.name(), release.version())
        .replaceAll("[._]", "-");
  }

  private static Map<String, Object> add(String path, Object value) {
    return ordered("op", "add", "path", path, "value", value);
  }

  private static Map<String, Object> ordered(Object... keysAndValues) {
    Map<String, Object> map = new LinkedHashMap<>();
    for (int i = 0; i < keysAndValues.length; i += 2) {
      map.put((String) keysAndValues[i], keysAndValues[i + 1]);
    }
    return map;
  }
}
