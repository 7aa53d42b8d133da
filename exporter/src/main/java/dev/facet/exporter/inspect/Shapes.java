package dev.facet.exporter.inspect;

import dev.facet.exporter.onnx.outline.ModelOutline;
import dev.facet.exporter.onnx.outline.Size;
import dev.facet.exporter.onnx.outline.ValueOutline;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The shapes of a model's values in a call with one image: as measured, else as declared. A symbol
 * that stands first in the shape of an input is the batch, which is 1; other symbols, and what is
 * not declared, are never guessed.
 */
public final class Shapes {
  private static final Pattern MULTIPLE = Pattern.compile("([1-9][0-9]{0,8})\\*(.+)");

  private final Map<String, List<Long>> shapes = new HashMap<>();
  private final Set<String> batches = new HashSet<>();

  private Shapes() {}

  /**
   * The shapes that a file declares.
   *
   * @param model the file
   * @param chosen shapes of inputs by name, where the caller says more than the file
   */
  public static Shapes declared(ModelOutline model, Map<String, List<Long>> chosen) {
    Shapes shapes = new Shapes();
    model.inputs().forEach(shapes::findBatch);
    model.known().values().forEach(shapes::declare);
    model.outputs().forEach(shapes::declare);
    model.inputs().forEach(shapes::declare);
    model.weights().forEach((name, weight) -> shapes.shapes.put(name, weight.shape()));
    model.nodes().stream()
        .filter(node -> node.operator().equals("Constant") && node.weights().size() == 1)
        .forEach(
            node ->
                node.output(0)
                    .ifPresent(name -> shapes.shapes.put(name, node.weights().getFirst().shape())));
    shapes.shapes.putAll(chosen);
    return shapes;
  }

  /** These shapes, and others that were measured and win over them. */
  public Shapes with(Map<String, List<Long>> measured) {
    Shapes more = new Shapes();
    more.shapes.putAll(shapes);
    more.shapes.putAll(measured);
    return more;
  }

  private void findBatch(ValueOutline input) {
    if (input.shape().filter(sizes -> !sizes.isEmpty()).map(List::getFirst).orElse(null)
        instanceof Size.Symbol(String name)) {
      batches.add(name);
    }
  }

  private void declare(ValueOutline value) {
    value.shape().flatMap(this::numbers).ifPresent(sizes -> shapes.put(value.name(), sizes));
  }

  private Optional<List<Long>> numbers(List<Size> sizes) {
    List<Long> numbers = new ArrayList<>();
    for (Size size : sizes) {
      Optional<Long> number = number(size);
      if (number.isEmpty()) {
        return Optional.empty();
      }
      numbers.add(number.get());
    }
    return Optional.of(numbers);
  }

  private Optional<Long> number(Size size) {
    return switch (size) {
      case Size.Fixed(long fixed) -> Optional.of(fixed);
      case Size.Symbol(String name) when batches.contains(name) -> Optional.of(1L);
      case Size.Symbol(String name) -> {
        Matcher multiple = MULTIPLE.matcher(name);
        yield multiple.matches() && batches.contains(multiple.group(2))
            ? Optional.of(Long.valueOf(multiple.group(1)))
            : Optional.empty();
      }
      case Size.Unknown unknown -> Optional.empty();
    };
  }

  /** The shape of a value, if it is known. */
  public Optional<List<Long>> of(String value) {
    return Optional.ofNullable(shapes.get(value));
  }
}
