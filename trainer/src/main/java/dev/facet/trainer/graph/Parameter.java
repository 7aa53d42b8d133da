package dev.facet.trainer.graph;

import java.util.List;

/**
 * A trainable array of a network.
 *
 * @param name unique in its network, such as {@code stage2.0.conv1.weight}
 * @param role what it does
 * @param start how it begins
 * @param shape its extents
 */
public record Parameter(String name, Role role, Start start, List<Long> shape) {
  /** Copies the shape. */
  public Parameter {
    shape = List.copyOf(shape);
  }

  /** The shape as ND4J wants it. */
  public long[] extents() {
    return shape.stream().mapToLong(Long::longValue).toArray();
  }

  /** How many numbers it holds. */
  public long length() {
    return shape.stream().reduce(1L, (a, b) -> a * b);
  }
}
