package dev.facet.exporter.inspect.profile;

import dev.facet.exporter.inspect.profile.Profile.TimedOperator;
import dev.facet.exporter.onnx.outline.ModelOutline;
import dev.facet.exporter.onnx.outline.NodeOutline;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Brings the times of an optimised model back to the operators of the file. The time of several
 * operators that were fused stands at the last of them.
 */
public final class NodeTimes {
  /** What ONNX Runtime appends to the name of an operator on channels in blocks. */
  private static final String BLOCKED = "_nchwc";

  private final Map<String, String> producers = new HashMap<>();
  private final Map<String, NodeOutline> optimised = new HashMap<>();

  private NodeTimes(ModelOutline file, Profile profile) {
    file.nodes()
        .forEach(node -> node.outputs().forEach(output -> producers.put(output, node.name())));
    file.nodes().forEach(node -> producers.putIfAbsent(node.name(), node.name()));
    profile.optimised().nodes().forEach(node -> optimised.put(node.name(), node));
  }

  /**
   * Microseconds a call by the name of the node in the file; operators that ONNX Runtime added
   * itself are not among them.
   */
  public static Map<String, Double> of(ModelOutline file, Profile profile) {
    NodeTimes times = new NodeTimes(file, profile);
    Map<String, Double> found = new LinkedHashMap<>();
    for (TimedOperator operator : profile.operators()) {
      times
          .origin(operator.name())
          .ifPresent(node -> found.merge(node, operator.microseconds(), Double::sum));
    }
    return found;
  }

  private Optional<String> origin(String name) {
    Optional<NodeOutline> node = Optional.ofNullable(optimised.get(name));
    Optional<String> byOutput =
        node.stream()
            .flatMap(each -> each.outputs().stream())
            .filter(producers::containsKey)
            .map(producers::get)
            .findFirst();
    return byOutput
        .or(() -> Optional.ofNullable(producers.get(name)))
        .or(
            () ->
                name.endsWith(BLOCKED)
                    ? Optional.ofNullable(
                        producers.get(name.substring(0, name.length() - BLOCKED.length())))
                    : Optional.empty());
  }
}
