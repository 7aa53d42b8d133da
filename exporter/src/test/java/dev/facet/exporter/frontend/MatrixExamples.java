package dev.facet.exporter.frontend;

import static dev.facet.exporter.frontend.ExampleList.MAPS;
import static dev.facet.exporter.frontend.ExampleList.ROWS;
import static dev.facet.exporter.frontend.ExampleList.SEQUENCES;

import dev.facet.exporter.frontend.OperatorExample.Scene;
import org.nd4j.autodiff.samediff.SDVariable;

/** Examples of {@link MatrixOperators}. */
final class MatrixExamples {
  private MatrixExamples() {}

  static void addTo(ExampleList list) {
    products(list);
    list.add(
        "tensordot",
        "by a matrix",
        SEQUENCES,
        s -> s.graph().tensorMmul(s.input(), s.weight(5, s.size(2)), new int[] {2}, new int[] {1}));
    list.add(
        "tensordot",
        "of a middle axis by a tensor",
        SEQUENCES,
        s ->
            s.graph()
                .tensorMmul(s.input(), s.weight(5, s.size(1), 2), new int[] {1}, new int[] {1}));
    list.add(
        "xw_plus_b",
        "",
        ROWS,
        s -> s.graph().nn().linear(s.input(), s.weight(s.size(1), 5), s.weight(5)));
    list.add("triu", "", MAPS, s -> s.graph().linalg().triu(s.input(), 1));
    list.add("matrix_band_part", "", ROWS, s -> s.input().mmul(band(s, 1, 0)));
    list.add(
        "matrix_band_part", "all below the diagonal", ROWS, s -> s.input().mmul(band(s, -1, 1)));
    list.add("trace", "", SEQUENCES, s -> s.graph().math().trace(s.input()));
  }

  private static SDVariable band(Scene s, int below, int above) {
    SDVariable matrix = s.weight(s.size(1), s.size(1));
    return s.graph().linalg().matrixBandPart(matrix, below, above)[0];
  }

  private static void products(ExampleList list) {
    list.add("matmul", "by a weight", ROWS, s -> s.graph().mmul(s.input(), s.weight(s.size(1), 5)));
    list.add("matmul", "by a list", ROWS, s -> s.graph().mmul(s.input(), s.weight(s.size(1))));
    list.add(
        "matmul",
        "by a transposed weight",
        ROWS,
        s -> s.graph().mmul(s.input(), s.weight(5, s.size(1)), false, true, false));
    list.add(
        "matmul",
        "of a batch with itself",
        SEQUENCES,
        s -> s.graph().mmul(s.input(), s.input(), false, true, false));
    list.add(
        "matmul",
        "of a transposed batch",
        SEQUENCES,
        s -> s.graph().mmul(s.input(), s.input(), true, false, false));
    list.add(
        "matmul",
        "with a transposed result",
        SEQUENCES,
        s -> s.graph().mmul(s.input(), s.input().mul(2), true, false, true));
    list.add(
        "matmul", "of heads", MAPS, s -> s.graph().mmul(s.input(), s.input(), false, true, false));
  }
}
