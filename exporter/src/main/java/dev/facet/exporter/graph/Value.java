package dev.facet.exporter.graph;

import static java.util.Objects.requireNonNull;

import java.util.List;

/** What is known of a tensor that flows through a graph: its name, element type and shape. */
public record Value(String name, ElementType type, List<Dimension> shape) {
  /** Copies the shape. */
  public Value {
    requireNonNull(name, "name is null");
    requireNonNull(type, "type is null");
    shape = List.copyOf(shape);
  }

  /** The same type and shape under another name. */
  public Value named(String other) {
    return new Value(other, type, shape);
  }

  /** The shape at a batch size. */
  public long[] shapeAt(long batch) {
    return shape.stream().mapToLong(dimension -> dimension.at(batch)).toArray();
  }
}
