package dev.facet.exporter.frontend;

import static dev.facet.exporter.frontend.ExampleList.MAPS;
import static dev.facet.exporter.frontend.ExampleList.ROWS;
import static dev.facet.exporter.frontend.ExampleList.SEQUENCES;

import dev.facet.exporter.frontend.OperatorExample.Scene;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.linalg.api.buffer.DataType;

/** Examples of {@link ConstantOperators}. */
final class ConstantExamples {
  private ConstantExamples() {}

  static void addTo(ExampleList list) {
    list.add(
        "shape_of", "", MAPS, s -> s.graph().reshape(s.input().mul(2), s.graph().shape(s.input())));
    list.add(
        "size", "", ROWS, s -> s.input().mul(s.graph().size(s.input()).castTo(DataType.FLOAT)));
    list.add(
        "size_at",
        "",
        ROWS,
        s -> s.input().mul(s.graph().sizeAt(s.input(), -1).castTo(DataType.FLOAT)));
    list.add(
        "rank", "", ROWS, s -> s.input().mul(s.graph().rank(s.input()).castTo(DataType.FLOAT)));
    list.add("ones_as", "", ROWS, s -> s.graph().onesLike(s.input()));
    list.add("ones_as", "of integers", ROWS, s -> s.graph().onesLike(s.input(), DataType.INT32));
    list.add(
        "ones_as",
        "of a weight",
        ROWS,
        s -> s.input().add(s.graph().onesLike(s.weight(1, s.size(1)))));
    list.add("zeroslike", "", ROWS, s -> s.graph().zerosLike(s.input()));
    list.add("set_scalar", "", ROWS, s -> s.graph().scalarSet(s.input(), 3));
    list.add(
        "fill",
        "",
        ROWS,
        s -> s.input().add(s.graph().fill(s.integers(1, (int) s.size(1)), DataType.FLOAT, 2.5)));
    list.add(
        "fill",
        "in the shape of the input",
        ROWS,
        s -> s.graph().fill(s.graph().shape(s.input()), DataType.FLOAT, 2.5));
    list.add("range", "", ROWS, s -> s.input().add(counted(s)));
    list.add(
        "range",
        "to the size of the input",
        ROWS,
        s ->
            s.graph()
                .range(
                    s.graph().constant(0),
                    s.graph().sizeAt(s.input(), 1).castTo(DataType.INT32),
                    s.graph().constant(2),
                    DataType.INT32));
    list.add(
        "lin_space",
        "",
        ROWS,
        s -> s.input().add(s.graph().linspace(DataType.FLOAT, -1, 2, s.size(1))));
    list.add(
        "eye",
        "",
        SEQUENCES,
        s -> s.input().add(s.graph().math().eye((int) s.size(1), (int) s.size(2))));
    list.add(
        "tri",
        "",
        SEQUENCES,
        s ->
            s.input()
                .mul(s.graph().linalg().tri(DataType.FLOAT, (int) s.size(1), (int) s.size(2), 1)));
    list.add(
        "invert_permutation",
        "",
        MAPS,
        s -> s.graph().permute(s.input(), s.graph().invertPermutation(s.integers(0, 2, 3, 1))));
  }

  private static SDVariable counted(Scene s) {
    return s.graph().range(0, (double) s.size(1), 1, DataType.FLOAT);
  }
}
