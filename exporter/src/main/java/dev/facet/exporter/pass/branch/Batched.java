package dev.facet.exporter.pass.branch;

import dev.facet.exporter.graph.Dimension;
import dev.facet.exporter.graph.Tensor;
import java.util.List;

/** What one value of each of K branches is in the batched graph. */
sealed interface Batched {
  /**
   * The same value in every branch, which is computed.
   *
   * @param name of the value
   * @param shape {@code [N, ...]}
   */
  record Shared(String name, List<Dimension> shape) implements Batched {}

  /**
   * The values of all branches side by side.
   *
   * @param name of a value {@code [N, K, ...]}
   * @param shape of one branch's value, {@code [N, ...]}
   */
  record Stacked(String name, List<Dimension> shape) implements Batched {}

  /**
   * Constants of one type and shape.
   *
   * @param each of every branch, in order
   */
  record Constants(List<Tensor> each) implements Batched {
    /** Copies the list. */
    public Constants {
      each = List.copyOf(each);
    }

    /** Of the first branch. */
    Tensor first() {
      return each.getFirst();
    }

    /** Whether every branch has the same numbers. */
    boolean same() {
      return each.stream().distinct().count() == 1;
    }
  }
}
