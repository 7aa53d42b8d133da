package dev.facet.exporter.frontend;

import static dev.facet.exporter.frontend.ExampleList.INDICES;
import static dev.facet.exporter.frontend.ExampleList.MAPS;
import static dev.facet.exporter.frontend.ExampleList.ROWS;

/** Examples of {@link ArithmeticOperators}. */
final class ArithmeticExamples {
  private ArithmeticExamples() {}

  static void addTo(ExampleList list) {
    list.add("add", "per channel", MAPS, s -> s.input().add(s.weight(1, s.size(1), 1, 1)));
    list.add("add", "both computed", MAPS, s -> s.input().add(s.input().mul(2)));
    list.add("add", "of integers", INDICES, s -> s.input().add(s.input().mul(2)));
    list.add("subtract", "per channel", MAPS, s -> s.input().sub(s.weight(s.size(1), 1, 1)));
    list.add("multiply", "a column by a row", ROWS, s -> s.input().mul(s.weight(5, 1, s.size(1))));
    list.add("divide", "per column", ROWS, s -> s.input().div(s.positive(1, s.size(1))));
    list.add("reversesubtract", "", ROWS, s -> s.input().rsub(s.weight(s.size(1))));
    list.add(
        "reversedivide",
        "",
        ROWS,
        s -> s.graph().math().abs(s.input()).add(1).rdiv(s.weight(s.size(1))));
    list.add("maximum", "", ROWS, s -> s.graph().math().max(s.input(), s.weight(1, s.size(1))));
    list.add("minimum", "", ROWS, s -> s.graph().math().min(s.input(), s.weight(1, s.size(1))));
    list.add(
        "mergeadd",
        "of three",
        ROWS,
        s -> s.graph().math().mergeAdd(s.input(), s.input().mul(2), s.input().add(1)));
    list.add(
        "mergeavg",
        "of three",
        ROWS,
        s -> s.graph().math().mergeAvg(s.input(), s.input().mul(2), s.input().add(1)));
    list.add("mergemax", "", ROWS, s -> s.graph().math().mergeMax(s.input(), s.input().mul(-2)));
    list.add(
        "squaredsubtract",
        "",
        ROWS,
        s -> s.graph().math().squaredDifference(s.input(), s.weight(1, s.size(1))));
    list.add(
        "Pow",
        "",
        ROWS,
        s -> s.graph().math().pow(s.graph().math().abs(s.input()), s.positive(1, s.size(1))));
    list.add(
        "floordiv",
        "",
        ROWS,
        s -> s.graph().math().floorDiv(s.input().mul(5), s.positive(1, s.size(1))));
    list.add(
        "floormod",
        "of either sign",
        ROWS,
        s -> s.graph().math().floorMod(s.input().mul(5), s.positive(1, s.size(1)).mul(-1)));
    list.add(
        "mod", "", ROWS, s -> s.graph().math().mod(s.input().mul(5), s.positive(1, s.size(1))));
    list.add("tf_atan2", "", ROWS, s -> s.graph().math().atan2(s.input(), s.weight(1, s.size(1))));
    list.add("assign", "", ROWS, s -> s.graph().assign(s.input(), s.input().mul(2)));
    list.onRows("add_scalar", x -> x.add(1.5));
    list.add("add_scalar", "of integers", INDICES, s -> s.input().add(3));
    list.onRows("sub_scalar", x -> x.sub(1.5));
    list.onRows("mul_scalar", x -> x.mul(-2.5));
    list.onRows("div_scalar", x -> x.div(3));
    list.onRows("rsub_scalar", x -> x.rsub(1));
    list.onPositiveRows("rdiv_scalar", x -> x.rdiv(2));
    list.onPositiveRows("pow", x -> x.pow(1.7));
    list.add("pow", "of either sign, squared", ROWS, s -> s.input().pow(2));
    list.add("max_scalar", "", ROWS, s -> s.graph().scalarMax(s.input(), 0.5));
    list.add("max_scalar", "of integers", INDICES, s -> s.graph().scalarMax(s.input(), 2));
    list.add("scalar_min", "", ROWS, s -> s.graph().scalarMin(s.input(), 0.5));
    list.add("fmod_scalar", "", ROWS, s -> s.graph().scalarFloorMod(s.input().mul(5), 2));
  }
}
