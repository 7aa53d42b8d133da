package dev.facet.exporter.frontend;

import static dev.facet.exporter.frontend.ExampleList.INDICES;
import static dev.facet.exporter.frontend.ExampleList.MAPS;
import static dev.facet.exporter.frontend.ExampleList.ROWS;

import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ops.impl.controlflow.compat.StopGradient;

/** Examples of {@link ElementaryOperators}. */
final class ElementaryExamples {
  private ElementaryExamples() {}

  static void addTo(ExampleList list) {
    list.onRows("identity", x -> x.getSameDiff().identity(x));
    list.onRows("stop_gradient", x -> new StopGradient(x.getSameDiff(), x).outputVariable());
    list.onRows("dropout", x -> x.getSameDiff().nn().dropout(x, 1));
    powers(list);
    shapes(list);
    trigonometry(list);
    types(list);
    list.add("cumsum", "", MAPS, s -> s.graph().cumsum(s.input(), 1));
    list.add(
        "cumsum",
        "from the end, the rest only",
        ROWS,
        s -> s.graph().cumsum(s.input(), true, true, -1));
  }

  private static void powers(ExampleList list) {
    list.onRows("exp", x -> x.getSameDiff().math().exp(x));
    list.onRows("expm1", x -> x.getSameDiff().math().expm1(x));
    list.onPositiveRows("log", x -> x.getSameDiff().math().log(x));
    list.onPositiveRows("log1p", x -> x.getSameDiff().math().log1p(x));
    list.onPositiveRows("log_x", x -> x.getSameDiff().math().log(x, 10));
    list.onPositiveRows("sqrt", x -> x.getSameDiff().math().sqrt(x));
    list.add("sqrt", "of integers", INDICES, s -> s.graph().math().sqrt(s.input()));
    list.onPositiveRows("rsqrt", x -> x.getSameDiff().math().rsqrt(x));
    list.onPositiveRows("Reciprocal", x -> x.getSameDiff().math().reciprocal(x));
    list.onRows("square", x -> x.getSameDiff().math().square(x));
    list.onRows("cube", x -> x.getSameDiff().math().cube(x));
    list.onRows("erf", x -> x.getSameDiff().math().erf(x));
    list.onRows("erfc", x -> x.getSameDiff().math().erfc(x));
  }

  private static void shapes(ExampleList list) {
    list.onRows("abs", x -> x.getSameDiff().math().abs(x));
    list.add("abs", "of integers", INDICES, s -> s.graph().math().abs(s.input().sub(2)));
    list.onRows("neg", x -> x.getSameDiff().math().neg(x));
    list.onRows("sign", x -> x.getSameDiff().math().sign(x));
    list.onRows("ceil", x -> x.getSameDiff().math().ceil(x));
    list.onRows("floor", x -> x.getSameDiff().math().floor(x));
    list.onRows("round", x -> x.getSameDiff().math().round(x.mul(3)));
    list.add(
        "round",
        "of halves",
        INDICES,
        s -> s.graph().math().round(s.input().castTo(DataType.FLOAT).sub(2).mul(0.5)));
    list.onRows("step", x -> x.getSameDiff().math().step(x, 0.2));
  }

  private static void trigonometry(ExampleList list) {
    list.onRows("sin", x -> x.getSameDiff().math().sin(x));
    list.onRows("cos", x -> x.getSameDiff().math().cos(x));
    list.onSmallRows("tan", x -> x.getSameDiff().math().tan(x));
    list.onSmallRows("asin", x -> x.getSameDiff().math().asin(x));
    list.onSmallRows("acos", x -> x.getSameDiff().math().acos(x));
    list.onRows("atan", x -> x.getSameDiff().math().atan(x));
    list.onRows("sinh", x -> x.getSameDiff().math().sinh(x));
    list.onRows("cosh", x -> x.getSameDiff().math().cosh(x));
    list.onRows("asinh", x -> x.getSameDiff().math().asinh(x));
    list.onPositiveRows("acosh", x -> x.getSameDiff().math().acosh(x.add(0.6)));
    list.onSmallRows("atanh", x -> x.getSameDiff().math().atanh(x));
  }

  private static void types(ExampleList list) {
    list.add("cast", "to integers", ROWS, s -> s.input().mul(3).castTo(DataType.INT32));
    list.add("cast", "to answers", INDICES, s -> s.input().castTo(DataType.BOOL));
    list.add("cast", "to floats", INDICES, s -> s.input().castTo(DataType.FLOAT));
    list.add("cast", "to long integers", INDICES, s -> s.input().castTo(DataType.INT64));
    list.add("cast", "from answers", ROWS, s -> s.input().gt(0).castTo(DataType.FLOAT));
  }
}
