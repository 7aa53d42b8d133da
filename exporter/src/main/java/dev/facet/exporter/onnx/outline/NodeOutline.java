package dev.facet.exporter.onnx.outline;

import static java.util.Objects.requireNonNull;

import dev.facet.exporter.graph.Attribute;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * An operator of a file.
 *
 * @param name in the file, or made of operator and place as ONNX Runtime does
 * @param domain its operator set, empty for ONNX's own
 * @param operator such as {@code Conv}
 * @param inputs names of values; an empty name is an optional input left out
 * @param outputs names of values
 * @param attributes by name; of tensors, graphs and lists of texts only a description
 * @param weights tensors in its attributes and bodies
 * @param body operators inside its bodies, if it is a loop or a condition
 */
public record NodeOutline(
    String name,
    String domain,
    String operator,
    List<String> inputs,
    List<String> outputs,
    SortedMap<String, Attribute> attributes,
    List<WeightOutline> weights,
    List<NodeOutline> body) {
  /** Copies the lists. */
  public NodeOutline {
    requireNonNull(name, "name is null");
    requireNonNull(operator, "operator is null");
    requireNonNull(domain, "domain is null");
    inputs = List.copyOf(inputs);
    outputs = List.copyOf(outputs);
    attributes = Collections.unmodifiableSortedMap(new TreeMap<>(attributes));
    weights = List.copyOf(weights);
    body = List.copyOf(body);
  }

  /** The operator with its set, such as {@code Conv} or {@code com.microsoft.FusedConv}. */
  public String kind() {
    return domain.isEmpty() ? operator : domain + "." + operator;
  }

  /** The name of an input; empty if it is left out. */
  public Optional<String> input(int index) {
    return index < inputs.size()
        ? Optional.of(inputs.get(index)).filter(input -> !input.isEmpty())
        : Optional.empty();
  }

  /** The name of an output; empty if it is left out. */
  public Optional<String> output(int index) {
    return index < outputs.size()
        ? Optional.of(outputs.get(index)).filter(output -> !output.isEmpty())
        : Optional.empty();
  }

  /** An integer attribute, or what stands for it if the node has none. */
  public long integer(String attribute, long otherwise) {
    return attributes.get(attribute) instanceof Attribute.IntValue(long value) ? value : otherwise;
  }
}
