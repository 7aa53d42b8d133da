package dev.facet.exporter.onnx;

import static java.util.Objects.requireNonNull;

import dev.facet.exporter.graph.Graph;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A graph with the facts that travel in the file: what a lone {@code .onnx} says about itself.
 *
 * @param name the graph's name
 * @param producerVersion the version of Facet that wrote it
 * @param opset the version of ONNX's operator set that the graph is written in; a graph whose
 *     operators came later is written in theirs
 * @param graph the network
 * @param metadata keys such as {@code facet.labels}, sorted
 */
public record OnnxModel(
    String name,
    String producerVersion,
    int opset,
    Graph graph,
    SortedMap<String, String> metadata) {
  /** The version of ONNX's operator set that the compiler's graphs are in. */
  public static final int OPSET = 21;

  /** Copies the metadata. */
  public OnnxModel {
    requireNonNull(name, "name is null");
    requireNonNull(producerVersion, "producerVersion is null");
    requireNonNull(graph, "graph is null");
    metadata = Collections.unmodifiableSortedMap(new TreeMap<>(metadata));
  }

  /** A graph with a name and nothing else to say. */
  public static OnnxModel of(String name, Graph graph) {
    return new OnnxModel(name, "", OPSET, graph, new TreeMap<>(Map.of()));
  }
}
