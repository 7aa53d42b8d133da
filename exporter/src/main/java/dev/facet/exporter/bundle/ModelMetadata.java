package dev.facet.exporter.bundle;

import dev.facet.exporter.graph.Graph;
import java.util.SortedMap;
import java.util.TreeMap;

/** The facts of the manifest that travel inside the model, so that a lone file explains itself. */
public final class ModelMetadata {
  private ModelMetadata() {}

  /** Keys {@code facet.*}; lists and records are JSON. */
  public static SortedMap<String, String> of(ManifestBuilder facts, Graph graph) {
    SortedMap<String, String> metadata = new TreeMap<>();
    metadata.put("facet.name", facts.name().name());
    metadata.put("facet.version", facts.name().version());
    metadata.put("facet.network", facts.run().info().network());
    metadata.put("facet.labels", ManifestJson.line(facts.run().info().labels()));
    metadata.put("facet.groups", ManifestJson.line(facts.groups()));
    metadata.put("facet.input", ManifestJson.line(facts.inputs(graph)));
    metadata.put("facet.preprocessing", ManifestJson.line(facts.preprocessing()));
    metadata.put("facet.provenance", ManifestJson.line(facts.provenance()));
    return metadata;
  }
}
