package dev.facet.exporter.onnx.outline;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;

/**
 * What a file declares of a value.
 *
 * @param name of the value
 * @param type of its elements; unknown too for values that are no tensors
 * @param shape its dimensions; empty if even their number is not declared
 */
public record ValueOutline(String name, ElementKind type, Optional<List<Size>> shape) {
  /** Copies the shape. */
  public ValueOutline {
    requireNonNull(name, "name is null");
    requireNonNull(type, "type is null");
    shape = shape.map(List::copyOf);
  }

  /** Such as {@code uint8 [N, 109, 89, 3]}. */
  public String describe() {
    return type.label() + " " + shape.map(List::toString).orElse("of unknown shape");
  }
}
