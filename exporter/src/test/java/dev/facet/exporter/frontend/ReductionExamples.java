package dev.facet.exporter.frontend;

import static dev.facet.exporter.frontend.ExampleList.ANSWERS;
import static dev.facet.exporter.frontend.ExampleList.INDICES;
import static dev.facet.exporter.frontend.ExampleList.MAPS;
import static dev.facet.exporter.frontend.ExampleList.ROWS;

import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ops.impl.reduce.custom.LogSumExp;

/** Examples of {@link ReductionOperators}. */
final class ReductionExamples {
  private ReductionExamples() {}

  static void addTo(ExampleList list) {
    list.add("reduce_mean", "over positions", MAPS, s -> s.input().mean(2, 3));
    list.add("reduce_mean", "kept", MAPS, s -> s.input().mean(true, 2, 3));
    list.add("reduce_mean", "over the last axis", MAPS, s -> s.input().mean(-1));
    list.add("reduce_mean", "of integers", INDICES, s -> s.input().mean(1));
    list.add(
        "reduce_mean",
        "over axes from an input",
        MAPS,
        s -> s.graph().mean(s.input(), s.integers(1, 2), true));
    list.addUnsaved(
        "reduce_mean",
        "over axes from an input, before it is saved",
        MAPS,
        s -> s.graph().mean(s.input(), s.integers(1, 2), true));
    list.add("reduce_sum", "over channels", MAPS, s -> s.input().sum(true, 1));
    list.add("reduce_sum", "over everything", ROWS, s -> s.input().add(s.input().sum()));
    list.add("reduce_sum", "of integers", INDICES, s -> s.input().sum(1));
    list.add("reduce_max", "", MAPS, s -> s.input().max(true, 1));
    list.add("reduce_min", "", MAPS, s -> s.input().min(1));
    list.add("reduce_prod", "", ROWS, s -> s.input().prod(1));
    list.add(
        "reduce_prod",
        "of a shape",
        ROWS,
        s -> s.input().mul(s.input().length().castTo(DataType.FLOAT)));
    norms(list);
    list.add("reduce_logsumexp", "", MAPS, s -> s.graph().math().logSumExp(s.input(), 1, 3));
    list.add(
        "reduce_logsumexp",
        "kept",
        ROWS,
        s -> new LogSumExp(s.graph(), s.input(), true, new int[] {1}).outputVariable());
    list.onPositiveRows("entropy", x -> x.getSameDiff().math().entropy(x, 1));
    list.onRows("logentropy", x -> x.getSameDiff().math().logEntropy(shares(x), 1));
    list.onPositiveRows("shannonentropy", x -> x.getSameDiff().math().shannonEntropy(x, 1));
    list.add("countNonZero", "", INDICES, s -> s.graph().math().countNonZero(s.input(), 1));
    list.add(
        "countNonZero",
        "of floats, kept",
        ROWS,
        s -> s.graph().math().countNonZero(s.graph().nn().relu(s.input(), 0), true, 1));
    list.add("countZero", "", INDICES, s -> s.graph().math().countZero(s.input(), 1));
    list.add(
        "zero_fraction",
        "",
        ROWS,
        s -> s.input().add(s.graph().math().zeroFraction(s.graph().nn().relu(s.input(), 0))));
    list.add("all", "", ANSWERS, s -> s.graph().all(s.input(), 1));
    list.add("any", "", ANSWERS, s -> s.graph().any(s.input(), 1));
    spreads(list);
  }

  private static SDVariable shares(SDVariable x) {
    return x.getSameDiff().nn().softmax(x, 1);
  }

  private static void norms(ExampleList list) {
    list.add("reduce_norm1", "", ROWS, s -> s.input().norm1(true, 1));
    list.add("reduce_norm2", "", ROWS, s -> s.input().norm2(true, 1));
    list.add(
        "reduce_norm2", "to the length of one", ROWS, s -> s.input().div(s.input().norm2(true, 1)));
    list.add("reduce_sqnorm", "", ROWS, s -> s.graph().squaredNorm(s.input(), true, 1));
    list.add("reduce_normmax", "", ROWS, s -> s.input().normmax(1));
    list.add("asum", "", MAPS, s -> s.graph().math().asum(s.input(), 1, 2));
    list.add("amean", "", MAPS, s -> s.graph().math().reduceAmean(s.input(), true, 1));
    list.add("amax", "", MAPS, s -> s.graph().math().reduceAMax(s.input(), 3));
    list.add("amin", "", MAPS, s -> s.graph().math().reduceAmin(s.input(), 3));
  }

  private static void spreads(ExampleList list) {
    list.add("var", "", ROWS, s -> s.graph().variance(s.input(), true, 1));
    list.add(
        "var", "over two axes, kept", MAPS, s -> s.graph().variance(s.input(), true, true, 2, 3));
    list.add("var", "divided by all", ROWS, s -> s.graph().variance(s.input(), false, true, 1));
    list.addUnsaved(
        "var",
        "divided by all, before it is saved",
        ROWS,
        s -> s.graph().variance(s.input(), false, true, 1));
    list.add("std", "", ROWS, s -> s.graph().standardDeviation(s.input(), true, true, 1));
    list.add("std", "divided by all", ROWS, s -> s.graph().standardDeviation(s.input(), false, 1));
  }
}
