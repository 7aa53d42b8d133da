package dev.facet.exporter.frontend;

import static dev.facet.exporter.frontend.ExampleList.MAPS;
import static dev.facet.exporter.frontend.ExampleList.ROWS;
import static dev.facet.exporter.frontend.ExampleList.SEQUENCES;

import dev.facet.exporter.frontend.OperatorExample.GraphPart;
import dev.facet.exporter.frontend.OperatorExample.Input;
import dev.facet.exporter.frontend.OperatorExample.Range;
import dev.facet.exporter.frontend.OperatorExample.Scene;
import org.nd4j.autodiff.samediff.SDIndex;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.linalg.api.buffer.DataType;

/** Examples of {@link SliceOperators}. */
final class SliceExamples {
  private static final Input FOUR_BY_SIX = Input.floats(Range.of(4), Range.of(6));

  private SliceExamples() {}

  static void addTo(ExampleList list) {
    list.add(
        "slice", "", MAPS, s -> s.graph().slice(s.input(), new int[] {0, 1, 0, 2}, -1, 1, -1, 3));
    list.add(
        "slice",
        "by constants",
        SEQUENCES,
        s -> s.graph().slice(s.input(), s.integers(0, 1, 0), s.integers(-1, 1, -1)));
    list.add("reverse", "", MAPS, s -> s.graph().reverse(s.input(), 1, 3));
    list.add("reverse_sequence", "", SEQUENCES, SliceExamples::reversedStart);
    list.add("split", "", FOUR_BY_SIX, s -> s.graph().split(s.input(), 2, 1)[1]);
    list.add("split", "of the last axis", FOUR_BY_SIX, s -> s.graph().split(s.input(), 3, 2)[2]);
    list.add(
        "split_v", "", FOUR_BY_SIX, s -> s.graph().splitV(s.input(), s.integers(1, 3, 2), 3, 2)[1]);
    list.add("unstack", "", FOUR_BY_SIX, s -> s.graph().unstack(s.input(), 1, 4)[2]);
    list.add("unstack", "the last axis", FOUR_BY_SIX, s -> s.graph().unstack(s.input(), 2, 6)[5]);
    strides(list);
  }

  /** As many as there are numbers above 0 in a sequence's first row, and one more. */
  private static SDVariable reversedStart(Scene s) {
    SDVariable column = s.input().get(SDIndex.all(), SDIndex.all(), SDIndex.point(0));
    SDVariable lengths = s.graph().math().countNonZero(s.graph().nn().relu(column, 0), 1);
    SDVariable atLeastOne = s.graph().scalarMax(lengths, 1);
    return s.graph().reverseSequence(s.input(), atLeastOne.castTo(DataType.INT32), 1, 0);
  }

  private static void strides(ExampleList list) {
    String name = "strided_slice";
    list.add(
        name, "every second", FOUR_BY_SIX, cut(0, 0, of(0, 1, 0), of(0, 3, 6), of(1, 1, 2), 1));
    list.add(name, "first axes only", FOUR_BY_SIX, cut(0, 0, of(0, 1), of(0, 3), of(1, 1), 1));
    list.add(
        name, "from the end", FOUR_BY_SIX, cut(0, 0, of(0, -3, 0), of(0, -1, 6), of(1, 1, 1), 1));
    list.add(name, "a point", FOUR_BY_SIX, cut(0, 2, of(0, 1, 0), of(0, 0, 6), of(1, 1, 1), 1));
    list.add(
        name, "the last point", FOUR_BY_SIX, cut(0, 4, of(0, 0, -1), of(0, 4, 0), of(1, 1, 1), 1));
    list.add(name, "a new axis", FOUR_BY_SIX, cut(2, 0, of(0, 0, 1), of(0, 0, 3), of(1, 1, 1), 1));
    list.add(
        name,
        "a new last axis and a point",
        FOUR_BY_SIX,
        cut(8, 2, of(0, 1, 2, 0), of(0, 0, 5, 0), of(1, 1, 1, 1), 1));
    list.add(
        name,
        "by constants",
        FOUR_BY_SIX,
        s ->
            s.graph()
                .stridedSlice(
                    s.input(),
                    s.integers(0, 1, 0),
                    s.integers(0, 3, 5),
                    s.integers(1, 1, 2),
                    1,
                    1,
                    0,
                    0,
                    0));
    list.add(
        name,
        "an interval and a point",
        MAPS,
        s -> s.input().get(SDIndex.all(), SDIndex.interval(1, 2), SDIndex.all(), SDIndex.point(1)));
    list.add(
        name, "with a stride", ROWS, s -> s.input().get(SDIndex.all(), SDIndex.interval(0, 2, 3)));
    list.add(name, "a row", ROWS, s -> s.input().get(SDIndex.all(), SDIndex.point(2)));
  }

  private static long[] of(long... values) {
    return values;
  }

  /** All of the batch; masks are bit fields by place. */
  private static GraphPart cut(
      int newAxis, int shrink, long[] begins, long[] ends, long[] strides, int whole) {
    return s ->
        s.graph().stridedSlice(s.input(), begins, ends, strides, whole, whole, 0, newAxis, shrink);
  }
}
