package dev.facet.function.bundle;

import com.fasterxml.jackson.databind.JsonNode;
import dev.facet.function.bundle.Manifest.Output;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/** Reads what a manifest says of the network's outputs. */
final class OutputsReader {
  private static final String FIELD = "outputs";

  private OutputsReader() {}

  static Map<String, Output> read(ManifestFields fields) {
    Map<String, Output> outputs = new LinkedHashMap<>();
    for (JsonNode output : fields.at(FIELD)) {
      List<OptionalInt> shape = new ArrayList<>();
      output
          .path("shape")
          .forEach(
              axis -> shape.add(axis.isInt() ? OptionalInt.of(axis.asInt()) : OptionalInt.empty()));
      String name = output.path("name").asText();
      outputs.put(name, new Output(name, shape));
    }
    return outputs;
  }

  /** Remembers as mistakes the outputs whose shapes do not fit the labels and groups. */
  static void compare(Map<String, Output> outputs, int labels, int groups, ManifestFields fields) {
    if (!outputs.containsKey(Manifest.PROBABILITIES) && !outputs.containsKey(Manifest.EMBEDDING)) {
      fields.mistake(
          FIELD,
          "must have 'probabilities' of shape [\"N\", %d], one for each label, or 'embedding' of shape [\"N\", D]"
              .formatted(labels));
    }
    Map<String, List<Integer>> axes =
        Map.of(
            Manifest.PROBABILITIES, List.of(labels),
            Manifest.EMBEDDING, List.of(0),
            Manifest.MASKS, List.of(groups, 0, 0),
            Manifest.AFFINITY, List.of(labels, labels));
    axes.forEach(
        (name, expected) -> {
          Output output = outputs.get(name);
          if (output != null && !fits(output.shape(), expected)) {
            fields.mistake(
                FIELD,
                "must have '%s' of %d axes with %d labels and %d groups, found %s"
                    .formatted(name, expected.size() + 1, labels, groups, output.shape()));
          }
        });
  }

  /** Whether a shape is {@code N} and these axes; an axis 0 may have any length. */
  private static boolean fits(List<OptionalInt> shape, List<Integer> axes) {
    if (shape.size() != axes.size() + 1 || shape.getFirst().isPresent()) {
      return false;
    }
    for (int i = 0; i < axes.size(); i++) {
      int length = shape.get(i + 1).orElse(0);
      if (length < 1 || (axes.get(i) != 0 && axes.get(i) != length)) {
        return false;
      }
    }
    return true;
  }
}
