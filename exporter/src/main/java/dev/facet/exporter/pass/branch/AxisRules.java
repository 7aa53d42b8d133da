package dev.facet.exporter.pass.branch;

import dev.facet.exporter.graph.Attribute;
import dev.facet.exporter.graph.Dimension;
import dev.facet.exporter.graph.Node;
import dev.facet.exporter.graph.Tensor;
import dev.facet.exporter.pass.branch.Batched.Stacked;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;

/** Operators that name axes, all of which move by one, and those that only change the shape. */
final class AxisRules {
  private static final List<String> REDUCTIONS =
      List.of(
          "ReduceL1",
          "ReduceL2",
          "ReduceLogSumExp",
          "ReduceMax",
          "ReduceMean",
          "ReduceMin",
          "ReduceProd",
          "ReduceSum",
          "ReduceSumSquare");

  private AxisRules() {}

  static void addTo(Map<String, BranchRule> rules) {
    REDUCTIONS.forEach(operator -> rules.put(operator, AxisRules::reduction));
    List.of("Reshape", "Flatten", "Squeeze", "Unsqueeze")
        .forEach(operator -> rules.put(operator, AxisRules::shape));
    List.of("Softmax", "LogSoftmax", "CumSum")
        .forEach(operator -> rules.put(operator, AxisRules::alongAxis));
    rules.put("Transpose", AxisRules::transpose);
    rules.put("Slice", AxisRules::slice);
    rules.put("Gather", AxisRules::gather);
    rules.put("Concat", AxisRules::concat);
  }

  private static Optional<String> reduction(Site site) {
    Optional<long[]> axes = site.constant(1).map(Tensor::longs).flatMap(each -> moved(site, each));
    return axes.map(
        moved ->
            site.again(
                site.stacked().orElseThrow().name(),
                site.to().constant("axes", Tensor.list(moved))));
  }

  /** Axes of the first input with the branches' axis before them; empty if one is the batch. */
  private static Optional<long[]> moved(Site site, long[] axes) {
    if (site.stacked().isEmpty()) {
      return Optional.empty();
    }
    int rank = site.stacked().get().shape().size();
    long[] moved = new long[axes.length];
    for (int i = 0; i < axes.length; i++) {
      Optional<Long> axis = Site.axis(axes[i], rank);
      if (axis.isEmpty()) {
        return Optional.empty();
      }
      moved[i] = axis.get() + 1;
    }
    return Optional.of(moved);
  }

  private static Optional<String> shape(Site site) {
    return site.stacked()
        .filter(maps -> site.sharesConstantsFrom(1) && fixed(maps.shape()))
        .map(maps -> site.to().parted(maps.name(), site.shape()));
  }

  private static boolean fixed(List<Dimension> shape) {
    return shape.getFirst().equals(Dimension.batch());
  }

  private static Optional<String> alongAxis(Site site) {
    if (site.inputs().size() > 1) {
      return Optional.empty();
    }
    return moved(site, new long[] {site.node().integer("axis").orElse(-1L)})
        .map(
            axis ->
                site.to()
                    .add(
                        site.node()
                            .with("axis", Attribute.of(axis[0]))
                            .withInputs(List.of(site.stacked().orElseThrow().name()))));
  }

  private static Optional<String> transpose(Site site) {
    List<Long> order = site.node().integers("perm").orElse(List.of());
    if (site.stacked().isEmpty() || order.isEmpty() || order.getFirst() != 0) {
      return Optional.empty();
    }
    long[] moved =
        LongStream.concat(LongStream.of(0, 1), order.stream().skip(1).mapToLong(axis -> axis + 1))
            .toArray();
    return Optional.of(
        site.to()
            .add(Node.of("Transpose", "new", site.stacked().get().name()).with("perm", moved)));
  }

  private static Optional<String> slice(Site site) {
    if (!site.sharesConstantsFrom(1) || site.inputs().size() < 4) {
      return Optional.empty();
    }
    return moved(site, site.constant(3).orElseThrow().longs())
        .map(
            axes -> {
              List<String> inputs = new ArrayList<>(site.node().inputs());
              inputs.set(0, site.stacked().orElseThrow().name());
              inputs.set(3, site.to().constant("axes", Tensor.list(axes)));
              return site.again(inputs.toArray(String[]::new));
            });
  }

  private static Optional<String> gather(Site site) {
    if (!site.sharesConstantsFrom(1)) {
      return Optional.empty();
    }
    return moved(site, new long[] {site.node().integer("axis").orElse(0L)})
        .map(
            axis ->
                site.to()
                    .add(
                        site.node()
                            .with("axis", Attribute.of(axis[0]))
                            .withInputs(
                                List.of(
                                    site.stacked().orElseThrow().name(),
                                    site.node().inputs().get(1)))));
  }

  private static Optional<String> concat(Site site) {
    boolean all = site.inputs().stream().allMatch(Stacked.class::isInstance);
    Optional<Long> axis = Site.axis(site.node().integer("axis").orElse(0L), site.rank());
    if (!all || axis.isEmpty()) {
      return Optional.empty();
    }
    List<String> parts = site.inputs().stream().map(input -> ((Stacked) input).name()).toList();
    return Optional.of(
        site.to().add(site.node().with("axis", Attribute.of(axis.get() + 1)).withInputs(parts)));
  }
}
