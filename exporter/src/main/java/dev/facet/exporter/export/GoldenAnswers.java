package dev.facet.exporter.export;

import dev.facet.exporter.ExportException;
import dev.facet.exporter.bundle.Bundle;
import dev.facet.exporter.bundle.Manifest.GoldenAnswer;
import dev.facet.exporter.bundle.Manifest.GoldenEntry;
import dev.facet.exporter.graph.Tensor;
import dev.facet.exporter.pass.Preprocessing;
import dev.facet.exporter.quantize.Accuracy;
import dev.facet.exporter.quantize.Embeddings;
import dev.facet.exporter.runtime.OrtModel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What forms of a network say of the golden image. */
public final class GoldenAnswers {
  private static final List<String> OUTPUTS = List.of(Accuracy.PROBABILITIES, Embeddings.OUTPUT);

  private static final double DIGITS = 10_000;

  private GoldenAnswers() {}

  /** What a form says of a face, to four digits; empty if it says nothing of the kind. */
  static Optional<GoldenAnswer> of(Form form, OrtModel model, Tensor face) {
    Map<String, List<Double>> answers = new LinkedHashMap<>();
    Map<String, Tensor> found = model.run(Map.of(Preprocessing.INPUT, face));
    for (String output : OUTPUTS) {
      if (found.containsKey(output)) {
        answers.put(output, rounded(found.get(output).floats()));
      }
    }
    return answers.isEmpty()
        ? Optional.empty()
        : Optional.of(new GoldenAnswer(form.goldenTolerance(), answers));
  }

  private static List<Double> rounded(float[] values) {
    List<Double> rounded = new ArrayList<>(values.length);
    for (float value : values) {
      rounded.add(Math.round(value * DIGITS) / DIGITS);
    }
    return rounded;
  }

  /**
   * Compares a form of a bundle with what its manifest says.
   *
   * @return the largest difference; empty if the bundle says nothing of a golden image
   * @throws ExportException if a number differs by more than the manifest allows
   */
  public static Optional<Double> difference(Bundle bundle, Form form, OrtModel model) {
    Optional<GoldenEntry> golden = bundle.manifest().golden();
    Optional<GoldenAnswer> expected =
        golden.map(GoldenEntry::answers).map(answers -> answers.get(form.file()));
    if (expected.isEmpty()) {
      return Optional.empty();
    }
    Tensor face = face(bundle, golden.get().image());
    GoldenAnswer found =
        of(form, model, face).orElseGet(() -> new GoldenAnswer(form.goldenTolerance(), Map.of()));
    double largest = 0;
    for (Map.Entry<String, List<Double>> output : expected.get().outputs().entrySet()) {
      List<Double> numbers = found.outputs().getOrDefault(output.getKey(), List.of());
      largest = Math.max(largest, largest(output.getValue(), numbers));
    }
    if (!(largest <= expected.get().tolerance())) {
      throw new ExportException(
          "%s answers the golden image otherwise than the manifest says: a number differs by %s, %s is allowed; export the bundle again."
              .formatted(
                  bundle.folder().resolve(form.file()), largest, expected.get().tolerance()));
    }
    return Optional.of(largest);
  }

  private static double largest(List<Double> expected, List<Double> found) {
    if (expected.size() != found.size()) {
      return Double.POSITIVE_INFINITY;
    }
    double largest = 0;
    for (int i = 0; i < expected.size(); i++) {
      largest = Math.max(largest, Math.abs(expected.get(i) - found.get(i)));
    }
    return largest;
  }

  private static Tensor face(Bundle bundle, String file) {
    long[] shape =
        bundle.manifest().inputs().getFirst().shape().stream()
            .mapToLong(each -> each.at(1))
            .toArray();
    byte[] content = bundle.read(file);
    int length = (int) Arrays.stream(shape).reduce(1, Math::multiplyExact);
    if (content.length < length) {
      throw new ExportException(
          "%s must hold the pixels of one input, %d bytes, found %d; export the bundle again."
              .formatted(bundle.folder().resolve(file), length, content.length));
    }
    return Tensor.ofBytes(
        Arrays.copyOfRange(content, content.length - length, content.length), shape);
  }
}
