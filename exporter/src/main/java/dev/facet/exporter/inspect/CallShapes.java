package dev.facet.exporter.inspect;

import static java.util.stream.Collectors.joining;

import dev.facet.exporter.ExportException;
import dev.facet.exporter.onnx.outline.ModelOutline;
import dev.facet.exporter.onnx.outline.Size;
import dev.facet.exporter.onnx.outline.ValueOutline;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** The shapes of a model's inputs in the call that is profiled. */
final class CallShapes {
  private static final long MOST_BYTES = 1L << 30;
  private static final String USUAL_SIDE = "224";

  private CallShapes() {}

  /**
   * Refuses shapes that do not belong to the model.
   *
   * @param chosen shapes by input, as the user gave them
   * @throws ExportException naming an input that the model lacks, or a shape that it cannot have
   */
  static void requireFitting(ModelOutline model, Map<String, List<Long>> chosen) {
    for (Map.Entry<String, List<Long>> shape : chosen.entrySet()) {
      ValueOutline input =
          model.inputs().stream()
              .filter(each -> each.name().equals(shape.getKey()))
              .findFirst()
              .orElseThrow(
                  () ->
                      new ExportException(
                          "--shape names the input %s, but the model has %s."
                              .formatted(
                                  shape.getKey(),
                                  new TreeSet<>(
                                      model.inputs().stream().map(ValueOutline::name).toList()))));
      int rank = input.shape().map(List::size).orElse(shape.getValue().size());
      if (rank != shape.getValue().size()) {
        throw new ExportException(
            "--shape gives %s the shape %s, but it must have %d dimensions: %s."
                .formatted(input.name(), shape.getValue(), rank, input.describe()));
      }
    }
  }

  /** Why the model cannot be called, as a part of a sentence; empty if it can. */
  static Optional<String> obstacle(ModelOutline model, Shapes shapes) {
    List<ValueOutline> open = new ArrayList<>();
    for (ValueOutline input : model.inputs()) {
      Optional<List<Long>> shape = shapes.of(input.name());
      if (shape.isEmpty()) {
        open.add(input);
      } else if (!fits(input, shape.get())) {
        return Optional.of(
            "input %s would take more than %d MiB".formatted(input.name(), MOST_BYTES >> 20));
      }
    }
    return open.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "the file leaves open the sizes of %s; give them, as in --shape %s"
                .formatted(
                    open.stream()
                        .map(input -> input.name() + ", " + input.describe())
                        .collect(joining(", and of ")),
                    example(open.getFirst())));
  }

  /** What a user might give: the sizes that are fixed, one image, sides as networks often have. */
  private static String example(ValueOutline input) {
    List<Size> sizes = input.shape().orElse(List.of(new Size.Unknown(), new Size.Unknown()));
    List<String> texts = new ArrayList<>();
    for (Size size : sizes) {
      texts.add(size instanceof Size.Fixed ? size.toString() : texts.isEmpty() ? "1" : USUAL_SIDE);
    }
    return input.name() + "=" + String.join("x", texts);
  }

  /** The shapes of all inputs; call it only if there is no obstacle. */
  static Map<String, List<Long>> of(ModelOutline model, Shapes shapes) {
    Map<String, List<Long>> all = new LinkedHashMap<>();
    model.inputs().forEach(input -> all.put(input.name(), shapes.of(input.name()).orElseThrow()));
    return all;
  }

  private static boolean fits(ValueOutline input, List<Long> shape) {
    try {
      return input.type().bytes(MultiplyAdds.elements(shape)) <= MOST_BYTES;
    } catch (ArithmeticException e) {
      return false;
    }
  }
}
