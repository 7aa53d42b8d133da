package dev.facet.exporter.inspect.profile;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.facet.exporter.inspect.profile.Profile.TimedOperator;
import dev.facet.exporter.onnx.outline.NodeOutline;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads the files that ONNX Runtime's profiler writes: a list of events, as browsers trace. */
final class ProfileEvents {
  private static final JsonMapper JSON = new JsonMapper();
  private static final String KERNEL = "_kernel_time";
  private static final String CALL = "model_run";

  private final Map<Key, List<Double>> durations = new LinkedHashMap<>();
  private final Map<Key, JsonNode> details = new HashMap<>();
  private final List<Double> calls = new ArrayList<>();

  private record Key(String name, String operator, int index) {}

  /**
   * Reads a file.
   *
   * @throws IOException if it is not what the profiler writes
   */
  ProfileEvents(Path file) throws IOException {
    try (MappingIterator<JsonNode> events =
        JSON.readerFor(JsonNode.class).readValues(file.toFile())) {
      while (events.hasNextValue()) {
        add(events.nextValue());
      }
    }
  }

  private void add(JsonNode event) {
    String name = event.path("name").asText();
    double microseconds = event.path("dur").asDouble();
    if (name.equals(CALL)) {
      calls.add(microseconds);
    } else if (name.endsWith(KERNEL)) {
      JsonNode arguments = event.path("args");
      Key key =
          new Key(
              name.substring(0, name.length() - KERNEL.length()),
              arguments.path("op_name").asText(),
              arguments.path("node_index").asInt(-1));
      durations.computeIfAbsent(key, ignored -> new ArrayList<>()).add(microseconds);
      details.putIfAbsent(key, arguments);
    }
  }

  /** How many calls there were after the first, which warms up. */
  int calls() {
    return Math.max(0, calls.size() - 1);
  }

  /** The median of the calls in milliseconds. */
  double milliseconds() {
    return median(calls) / 1e3;
  }

  /** The operators in the order in which they first ran. */
  List<TimedOperator> operators() {
    return durations.entrySet().stream()
        .map(
            entry ->
                new TimedOperator(
                    entry.getKey().name(), entry.getKey().operator(), median(entry.getValue())))
        .toList();
  }

  /** The shapes that the nodes of a model read and made, by the name of the value. */
  Map<String, List<Long>> shapes(List<NodeOutline> nodes) {
    Map<String, JsonNode> byName = new HashMap<>();
    details.forEach((key, found) -> byName.put(key.name(), found));
    Map<String, List<Long>> shapes = new HashMap<>();
    for (NodeOutline node : nodes) {
      JsonNode found = byName.get(node.name());
      if (found != null && found.path("op_name").asText().equals(node.operator())) {
        put(shapes, node.outputs(), found.path("output_type_shape"));
      }
    }
    return shapes;
  }

  /** The profiler tells the values that there are, and leaves out those that are not. */
  private static void put(Map<String, List<Long>> shapes, List<String> names, JsonNode told) {
    List<String> present = names.stream().filter(name -> !name.isEmpty()).toList();
    if (told.size() != present.size()) {
      return;
    }
    for (int i = 0; i < present.size(); i++) {
      for (JsonNode sizes : told.get(i)) {
        List<Long> shape = new ArrayList<>();
        sizes.forEach(size -> shape.add(size.asLong()));
        shapes.put(present.get(i), shape);
      }
    }
  }

  private static double median(List<Double> values) {
    double[] sorted =
        values.stream()
            .skip(values.size() > 1 ? 1 : 0)
            .mapToDouble(each -> each)
            .sorted()
            .toArray();
    return sorted.length == 0
        ? 0
        : Arrays.stream(sorted).skip(sorted.length / 2).findFirst().getAsDouble();
  }
}
