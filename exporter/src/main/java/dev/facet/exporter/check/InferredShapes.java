package dev.facet.exporter.check;

import com.fasterxml.jackson.databind.JsonNode;
import dev.facet.exporter.graph.ElementType;
import dev.facet.exporter.graph.Graph;
import dev.facet.exporter.graph.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Types and shapes that ONNX inferred at one batch size, against those that a graph states.
 *
 * @param compared how many values both know
 * @param problems what differs, one phrase each
 */
record InferredShapes(int compared, List<String> problems) {
  /** Copies the list. */
  InferredShapes {
    problems = List.copyOf(problems);
  }

  /**
   * Compares.
   *
   * @param graph what is stated
   * @param batch at which was inferred
   * @param inferred {@code {"type": 1, "shape": [2, null]}} by the name of the value
   */
  static InferredShapes compare(Graph graph, long batch, JsonNode inferred) {
    int compared = 0;
    List<String> problems = new ArrayList<>();
    for (Map.Entry<String, JsonNode> entry : inferred.properties()) {
      Optional<Value> stated = graph.value(entry.getKey());
      if (stated.isEmpty() || graph.constants().containsKey(entry.getKey())) {
        continue;
      }
      compared++;
      String wanted = text(stated.get(), batch);
      String found = text(stated.get(), batch, entry.getValue());
      if (!wanted.equals(found)) {
        problems.add(
            "%s is %s by the file and %s by ONNX".formatted(entry.getKey(), wanted, found));
      }
    }
    return new InferredShapes(compared, problems);
  }

  private static String text(Value value, long batch) {
    List<String> sizes = new ArrayList<>();
    for (long size : value.shapeAt(batch)) {
      sizes.add(Long.toString(size));
    }
    return value.type().label() + sizes;
  }

  /** The same of what was inferred; a size that ONNX leaves open is taken as stated. */
  private static String text(Value value, long batch, JsonNode inferred) {
    long[] stated = value.shapeAt(batch);
    JsonNode shape = inferred.path("shape");
    List<String> sizes = new ArrayList<>();
    for (int axis = 0; axis < shape.size(); axis++) {
      boolean open = shape.get(axis).isNull() && axis < stated.length;
      sizes.add(open ? Long.toString(stated[axis]) : shape.get(axis).asText());
    }
    int type = inferred.path("type").asInt();
    return ElementType.ofOnnxCode(type).map(ElementType::label).orElse("type " + type) + sizes;
  }
}
