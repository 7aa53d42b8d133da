package dev.facet.exporter.check;

import com.fasterxml.jackson.databind.JsonNode;
import dev.facet.exporter.ExportException;
import dev.facet.exporter.graph.ElementType;
import dev.facet.exporter.graph.Tensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * OpenCV's outputs against those of ONNX Runtime.
 *
 * @param largest absolute difference of any number; NaN if either side has one
 * @param problems what differs too much or has another shape, one phrase each
 */
record OpenCvOutputs(double largest, List<String> problems) {
  /** Copies the list. */
  OpenCvOutputs {
    problems = List.copyOf(problems);
  }

  /**
   * Compares.
   *
   * @param folder where OpenCV's outputs lie as {@code 0.raw}, {@code 1.raw} and so on
   * @param answer with their shapes
   * @param expected in the same order
   * @param tolerance the largest difference that is no problem
   */
  static OpenCvOutputs compare(
      Path folder, JsonNode answer, Map<String, Tensor> expected, double tolerance) {
    double largest = 0;
    List<String> problems = new ArrayList<>();
    int output = 0;
    for (Map.Entry<String, Tensor> entry : expected.entrySet()) {
      Tensor wanted = entry.getValue();
      long[] shape = shape(answer.path("outputs").path(output).path("shape"));
      if (sameShape(shape, wanted)) {
        Tensor found = read(folder.resolve(output + ".raw"), wanted);
        double difference = difference(found, wanted);
        largest = Math.max(largest, difference);
        if (!(difference <= tolerance)) {
          problems.add(
              String.format(Locale.ROOT, "%s differs by %.3g", entry.getKey(), difference));
        }
      } else {
        problems.add(
            "%s has the shape %s instead of %s"
                .formatted(
                    entry.getKey(), Arrays.toString(shape), Arrays.toString(wanted.shape())));
      }
      output++;
    }
    return new OpenCvOutputs(largest, problems);
  }

  /**
   * Fails with all problems in one sentence.
   *
   * @param tolerance by which they were found
   * @throws ExportException if there are any
   */
  void require(double tolerance) {
    if (!problems.isEmpty()) {
      throw new ExportException(
          String.format(
              Locale.ROOT,
              "OpenCV does not agree with ONNX Runtime: %s, but at most %.3g is allowed; one of the two"
                  + " computes the model wrongly, report it with the model.",
              String.join(" and ", problems),
              tolerance));
    }
  }

  private static long[] shape(JsonNode sizes) {
    long[] shape = new long[sizes.size()];
    Arrays.setAll(shape, axis -> sizes.get(axis).asLong());
    return shape;
  }

  /** OpenCV has no tensor of fewer than two axes. */
  private static boolean sameShape(long[] found, Tensor wanted) {
    return wanted.rank() < 2
        ? Arrays.stream(found).reduce(1, Math::multiplyExact) == wanted.elements()
        : Arrays.equals(found, wanted.shape());
  }

  private static double difference(Tensor found, Tensor wanted) {
    float[] left = found.floats();
    float[] right = wanted.floats();
    double largest = 0;
    for (int i = 0; i < left.length; i++) {
      largest = Math.max(largest, Math.abs((double) left[i] - right[i])); // keeps NaN
    }
    return largest;
  }

  private static Tensor read(Path file, Tensor wanted) {
    try {
      return Tensor.of(ElementType.FLOAT, Files.readAllBytes(file), wanted.shape());
    } catch (IOException e) {
      throw new ExportException("%s cannot be read: %s.".formatted(file, e.getMessage()), e);
    }
  }
}
