package dev.facet.exporter.pass.branch;

import dev.facet.exporter.graph.Dimension;
import dev.facet.exporter.graph.Tensor;
import dev.facet.exporter.pass.Elementwise;
import dev.facet.exporter.pass.branch.Batched.Constants;
import dev.facet.exporter.pass.branch.Batched.Shared;
import dev.facet.exporter.pass.branch.Batched.Stacked;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Operators that treat every number alone; operands broadcast. */
final class ElementwiseRules {
  private static final List<String> BROADCASTING =
      List.of(
          "Add",
          "Sub",
          "Mul",
          "Div",
          "Pow",
          "Max",
          "Min",
          "Mean",
          "Sum",
          "Mod",
          "PRelu",
          "Where",
          "Equal",
          "Greater",
          "GreaterOrEqual",
          "Less",
          "LessOrEqual",
          "And",
          "Or",
          "Xor");

  private ElementwiseRules() {}

  static void addTo(Map<String, BranchRule> rules) {
    Elementwise.UNARY.forEach(operator -> rules.put(operator, ElementwiseRules::unary));
    BROADCASTING.forEach(operator -> rules.put(operator, ElementwiseRules::broadcasting));
  }

  /** Bounds and the like are the same for all. */
  private static Optional<String> unary(Site site) {
    if (site.stacked().isEmpty() || !site.sharesConstantsFrom(1)) {
      return Optional.empty();
    }
    List<String> inputs = new ArrayList<>(site.node().inputs());
    inputs.set(0, site.stacked().get().name());
    return Optional.of(site.again(inputs.toArray(String[]::new)));
  }

  private static Optional<String> broadcasting(Site site) {
    List<String> operands = new ArrayList<>();
    for (int i = 0; i < site.inputs().size(); i++) {
      Optional<String> operand = operand(site, i);
      if (operand.isEmpty()) {
        return Optional.empty();
      }
      operands.add(operand.get());
    }
    return Optional.of(site.again(operands.toArray(String[]::new)));
  }

  /**
   * Axes align from the right, so the new one must have an equal in every operand that reaches it.
   */
  private static Optional<String> operand(Site site, int index) {
    int rank = site.rank();
    return switch (site.inputs().get(index)) {
      case Stacked(String name, List<Dimension> shape) ->
          shape.size() == rank ? Optional.of(name) : Optional.empty();
      case Shared(String name, List<Dimension> shape) ->
          shape.size() == rank
              ? Optional.of(
                  site.to().add("Unsqueeze", name, site.to().constant("axes", Tensor.list(1))))
              : Optional.empty();
      case Constants constants when constants.same() && constants.first().rank() < rank ->
          Optional.of(site.node().inputs().get(index));
      case Constants constants -> side(site, constants);
    };
  }

  /** Constants {@code [1, ...]} as {@code [1, K, ...]}. */
  private static Optional<String> side(Site site, Constants constants) {
    int missing = site.rank() - constants.first().rank();
    long[] own = constants.first().shape();
    if (missing < 0 || (missing == 0 && own[0] != 1)) {
      return Optional.empty();
    }
    long[] shape = new long[site.rank() + 1];
    Arrays.fill(shape, 1);
    shape[1] = site.to().count();
    for (int axis = missing == 0 ? 1 : 0; axis < own.length; axis++) {
      shape[missing + axis + 1] = own[axis];
    }
    return Optional.of(site.to().constant("operand", BranchBuilder.join(constants.each(), shape)));
  }
}
