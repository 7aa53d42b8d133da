package dev.facet.function.bundle;

import com.fasterxml.jackson.databind.JsonNode;
import dev.facet.function.bundle.Manifest.FileEntry;
import dev.facet.function.bundle.Manifest.Golden;
import dev.facet.function.bundle.Manifest.GoldenAnswer;
import dev.facet.function.bundle.Manifest.Output;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** Reads what a manifest says of its golden image, if it has one. */
final class GoldenReader {
  private static final String FIELD = "golden";

  private GoldenReader() {}

  /**
   * Reads it, and remembers as mistakes what does not fit the files and outputs.
   *
   * @param golden the field's value
   */
  static Optional<Golden> read(
      JsonNode golden,
      Map<String, FileEntry> files,
      Map<String, Output> outputs,
      ManifestFields fields) {
    if (golden.isMissingNode()) {
      return Optional.empty();
    }
    String image = golden.path("image").asText();
    if (!files.containsKey(image)) {
      fields.mistake(FIELD, "names '" + image + "', which is not among the files");
    }
    Map<String, GoldenAnswer> answers = new LinkedHashMap<>();
    golden
        .path("answers")
        .properties()
        .forEach(form -> answers.put(form.getKey(), answer(form.getValue(), outputs, fields)));
    return Optional.of(new Golden(image, answers));
  }

  private static GoldenAnswer answer(
      JsonNode answer, Map<String, Output> outputs, ManifestFields fields) {
    double tolerance = answer.path("tolerance").asDouble(-1);
    if (!(tolerance >= 0 && tolerance <= 1)) {
      fields.mistake(FIELD, "must have a tolerance from 0 to 1, found " + answer.path("tolerance"));
    }
    Map<String, List<Double>> values = new LinkedHashMap<>();
    answer
        .path("outputs")
        .properties()
        .forEach(
            output -> {
              List<Double> numbers = new ArrayList<>();
              output.getValue().forEach(number -> numbers.add(number.asDouble(Double.NaN)));
              requireLength(output.getKey(), numbers.size(), outputs, fields);
              values.put(output.getKey(), numbers);
            });
    return new GoldenAnswer(tolerance, values);
  }

  private static void requireLength(
      String name, int found, Map<String, Output> outputs, ManifestFields fields) {
    Optional<List<OptionalInt>> shape = Optional.ofNullable(outputs.get(name)).map(Output::shape);
    int expected =
        shape.stream()
            .flatMap(List::stream)
            .skip(1)
            .mapToInt(axis -> axis.orElse(0))
            .reduce(1, Math::multiplyExact);
    if (shape.isEmpty() || expected != found) {
      fields.mistake(
          FIELD,
          "must answer with all numbers of an output, found %d of '%s'".formatted(found, name));
    }
  }
}
