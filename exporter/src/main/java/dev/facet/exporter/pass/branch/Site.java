package dev.facet.exporter.pass.branch;

import dev.facet.exporter.graph.Dimension;
import dev.facet.exporter.graph.Node;
import dev.facet.exporter.graph.Tensor;
import dev.facet.exporter.pass.branch.Batched.Constants;
import dev.facet.exporter.pass.branch.Batched.Stacked;
import java.util.List;
import java.util.Optional;

/**
 * A place where K branches run the same operator.
 *
 * @param to where new nodes go
 * @param node the first branch's; the others differ in the names of their values only
 * @param inputs of the operator
 * @param shape of what one branch computes, {@code [N, ...]}
 */
record Site(BranchBuilder to, Node node, List<Batched> inputs, List<Dimension> shape) {

  /** How many axes one branch's result has, with the batch. */
  int rank() {
    return shape.size();
  }

  /** The only or first input, if it is one value for each branch. */
  Optional<Stacked> stacked() {
    return inputs.getFirst() instanceof Stacked stacked ? Optional.of(stacked) : Optional.empty();
  }

  /** An input that is the same constant in every branch. */
  Optional<Tensor> constant(int index) {
    return index < inputs.size()
            && inputs.get(index) instanceof Constants constants
            && constants.same()
        ? Optional.of(constants.first())
        : Optional.empty();
  }

  /** Whether all inputs from an index on are constants that the branches share. */
  boolean sharesConstantsFrom(int index) {
    for (int i = index; i < inputs.size(); i++) {
      if (constant(i).isEmpty()) {
        return false;
      }
    }
    return true;
  }

  /**
   * The operator with other inputs.
   *
   * @return its output
   */
  String again(String... others) {
    return to.add(node.withInputs(List.of(others)));
  }

  /**
   * An axis of a branch's value, counted from the front.
   *
   * @return empty for the batch, which no operator may mix
   */
  static Optional<Long> axis(long axis, int rank) {
    long counted = axis < 0 ? axis + rank : axis;
    return counted > 0 && counted < rank ? Optional.of(counted) : Optional.empty();
  }
}
