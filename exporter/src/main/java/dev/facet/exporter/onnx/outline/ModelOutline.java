package dev.facet.exporter.onnx.outline;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * An ONNX file without its numbers.
 *
 * @param fileFormat ONNX's version of the file format
 * @param producer who wrote it, with the version; empty if it does not say
 * @param operatorSets version by domain; ONNX's own has the empty name
 * @param metadata what it says about itself
 * @param inputs what the caller gives
 * @param outputs what the caller gets
 * @param nodes operators in the file's order
 * @param weights tensors by name
 * @param known declared types and shapes of the values between the operators
 */
public record ModelOutline(
    long fileFormat,
    String producer,
    SortedMap<String, Long> operatorSets,
    SortedMap<String, String> metadata,
    List<ValueOutline> inputs,
    List<ValueOutline> outputs,
    List<NodeOutline> nodes,
    Map<String, WeightOutline> weights,
    Map<String, ValueOutline> known) {
  /** Copies everything, keeping the order of the maps. */
  public ModelOutline {
    requireNonNull(producer, "producer is null");
    operatorSets = Collections.unmodifiableSortedMap(new TreeMap<>(operatorSets));
    metadata = Collections.unmodifiableSortedMap(new TreeMap<>(metadata));
    inputs = List.copyOf(inputs);
    outputs = List.copyOf(outputs);
    nodes = List.copyOf(nodes);
    weights = Collections.unmodifiableMap(new LinkedHashMap<>(weights));
    known = Collections.unmodifiableMap(new LinkedHashMap<>(known));
  }

  /** All tensors, those inside operators included. */
  public Stream<WeightOutline> allWeights() {
    return Stream.concat(
        weights.values().stream(), nodes.stream().flatMap(node -> node.weights().stream()));
  }

  /** All operators, those in bodies included. */
  public Stream<NodeOutline> allNodes() {
    return nodes.stream().flatMap(node -> Stream.concat(Stream.of(node), node.body().stream()));
  }
}
