package dev.facet.exporter.onnx.outline;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * A tensor that a file carries, without its numbers.
 *
 * @param name of the value; empty for one inside an attribute
 * @param type of its elements
 * @param shape its dimensions, none negative
 * @param elements their product
 * @param external whether its numbers lie in another file
 */
public record WeightOutline(
    String name, ElementKind type, List<Long> shape, long elements, boolean external) {
  /** Copies the shape. */
  public WeightOutline {
    requireNonNull(name, "name is null");
    requireNonNull(type, "type is null");
    shape = List.copyOf(shape);
  }

  /** How much room its numbers take; 0 for texts. */
  public long bytes() {
    return type.bytes(elements);
  }

  /** Such as {@code float32 [32, 3, 3, 3]}. */
  public String describe() {
    return type.label() + " " + shape + (external ? " in another file" : "");
  }
}
