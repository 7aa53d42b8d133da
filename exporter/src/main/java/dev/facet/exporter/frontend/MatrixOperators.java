package dev.facet.exporter.frontend;

import dev.facet.exporter.graph.Node;
import java.util.List;
import java.util.stream.LongStream;

/** Matrix products over the last two axes; leading axes broadcast. */
final class MatrixOperators {
  private MatrixOperators() {}

  static void addTo(OperatorTable table) {
    table.add("matmul", MatrixOperators::product).add("xw_plus_b", MatrixOperators::linear);
  }

  /** Integers are the transpositions of left, right and result; reals are alpha and beta. */
  private static void product(Operation operation, Translation to) {
    double alpha = operation.real(0, 1);
    double beta = operation.real(1, 0);
    if (alpha != 1 || beta != 0) {
      throw operation.refuse(
          "has alpha %s and beta %s, but only 1 and 0 are known".formatted(alpha, beta));
    }
    String left =
        maybeTransposed(operation, to, operation.inputs().get(0), operation.integer(0, 0));
    String right =
        maybeTransposed(operation, to, operation.inputs().get(1), operation.integer(1, 0));
    if (operation.integer(2, 0) == 0) {
      to.add("MatMul", operation, List.of(left, right));
    } else {
      String product = to.step("MatMul", to.name(operation, "product"), left, right);
      to.add(
          Node.of("Transpose", operation.output(), product)
              .with("perm", lastTwoSwapped(to.rank(operation.output()))));
    }
  }

  private static String maybeTransposed(
      Operation operation, Translation to, String variable, long wanted) {
    return wanted == 0
        ? variable
        : to.transposed(operation, variable, lastTwoSwapped(to.rank(variable)));
  }

  private static long[] lastTwoSwapped(int rank) {
    long[] order = LongStream.range(0, rank).toArray();
    order[rank - 2] = rank - 1L;
    order[rank - 1] = rank - 2L;
    return order;
  }

  private static void linear(Operation operation, Translation to) {
    to.add("Gemm", operation, operation.inputs());
  }
}
