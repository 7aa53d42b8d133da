package dev.facet.exporter.frontend;

import dev.facet.exporter.graph.Attribute;
import dev.facet.exporter.graph.Dimension;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/** Matrix products over the last two axes, and what takes parts of matrices. */
final class MatrixOperators {
  private MatrixOperators() {}

  static void addTo(OperatorTable table) {
    table
        .add("matmul", MatrixOperators::product)
        .add("tensordot", MatrixOperators::contraction)
        .add("xw_plus_b", MatrixOperators::linear)
        .add("triu", (operation, to) -> upper(operation, to, operation.integer(0, 0)))
        .add("matrix_band_part", MatrixOperators::band)
        .add("trace", MatrixOperators::trace);
  }

  /**
   * Integers are the transpositions of left, right and result; reals are alpha and beta, which
   * SameDiff's methods leave at 1 and 0.
   */
  private static void product(Operation operation, Translation to) {
    double alpha = operation.real(0, 1);
    double beta = operation.real(1, 0);
    if (alpha != 1 || beta != 0) {
      throw operation.refuse(
          "has alpha %s and beta %s, but only 1 and 0 are known".formatted(alpha, beta));
    }
    Steps steps = Steps.of(operation, to);
    String left = maybeTransposed(steps, to, operation.input(), operation.integer(0, 0));
    String right = maybeTransposed(steps, to, operation.operand(1), operation.integer(1, 0));
    if (operation.integer(2, 0) == 0) {
      steps.result("MatMul", left, right);
    } else {
      long[] order = AttentionOperators.lastTwoSwapped(to.rank(operation.output()));
      steps.result(
          "Transpose", node -> node.with("perm", order), steps.step("MatMul", left, right));
    }
  }

  private static String maybeTransposed(Steps steps, Translation to, String variable, long wanted) {
    return wanted == 0
        ? variable
        : steps.transposed(variable, AttentionOperators.lastTwoSwapped(to.rank(variable)));
  }

  /**
   * Integers are one axis of each side behind their number; SameDiff loses all further axes before
   * it runs.
   */
  private static void contraction(Operation operation, Translation to) {
    if (operation.flag(0) || operation.flag(1) || operation.flag(2)) {
      throw operation.refuse("transposes, which is known of matmul only");
    }
    if (operation.integers().size() != 4
        || operation.integer(0) != 1
        || operation.integer(2) != 1) {
      throw operation.refuse("sums over several axes, which SameDiff itself cannot run");
    }
    Steps steps = Steps.of(operation, to);
    int leftRank = to.rank(operation.input());
    int rightRank = to.rank(operation.operand(1));
    int leftAxis = Math.floorMod(operation.integer(1), leftRank);
    int rightAxis = Math.floorMod(operation.integer(3), rightRank);
    String left = steps.transposed(operation.input(), without(leftRank, leftAxis, true));
    String right = steps.transposed(operation.operand(1), without(rightRank, rightAxis, false));
    if (rightRank == 2) {
      steps.result("MatMul", left, right);
      return;
    }
    long summed = to.size(operation, operation.operand(1), rightAxis);
    String flat = steps.step("Reshape", right, steps.list("shape", summed, -1));
    String product = steps.step("MatMul", left, flat);
    steps.result("Reshape", product, steps.list("shape", target(operation, to)));
  }

  /** All axes but one in order, and that one last or first. */
  private static long[] without(int rank, int axis, boolean last) {
    LongStream others = LongStream.range(0, rank).filter(each -> each != axis);
    return last
        ? LongStream.concat(others, LongStream.of(axis)).toArray()
        : LongStream.concat(LongStream.of(axis), others).toArray();
  }

  /** The output's shape for a reshape, which finds one size that depends on the batch. */
  private static long[] target(Operation operation, Translation to) {
    List<Dimension> shape = to.shape(operation.output());
    long[] target = new long[shape.size()];
    IntStream.range(0, target.length)
        .forEach(
            axis ->
                target[axis] = shape.get(axis) instanceof Dimension.Fixed(long size) ? size : -1);
    if (LongStream.of(target).filter(size -> size < 0).count() > 1) {
      throw operation.refuse("has two axes that depend on the batch, but only one is known");
    }
    return target;
  }

  /** Inputs are data, weights and bias. */
  private static void linear(Operation operation, Translation to) {
    to.add("Gemm", operation, operation.inputs());
  }

  private static void upper(Operation operation, Translation to, long diagonal) {
    Steps steps = Steps.of(operation, to);
    String from = steps.list("diagonal", diagonal);
    steps.result("Trilu", operation.input(), from);
  }

  /** Integers are how many diagonals below and above the main one stay; below 0 all do. */
  private static void band(Operation operation, Translation to) {
    Steps steps = Steps.of(operation, to);
    String value = operation.input();
    if (operation.integer(0) >= 0) {
      value = steps.step("Trilu", value, steps.list("lower", -operation.integer(0)));
    }
    if (operation.integer(1) >= 0) {
      value =
          steps.step(
              "Trilu",
              node -> node.with("upper", Attribute.of(0L)),
              value,
              steps.list("upper", operation.integer(1)));
    }
    steps.result("Identity", value);
  }

  /** The sum of the diagonal of each matrix. */
  private static void trace(Operation operation, Translation to) {
    Steps steps = Steps.of(operation, to);
    int rank = to.rank(operation.input());
    int rows = Math.toIntExact(to.size(operation, operation.input(), rank - 2));
    int columns = Math.toIntExact(to.size(operation, operation.input(), rank - 1));
    double[] diagonal = new double[rows * columns];
    for (int i = 0; i < Math.min(rows, columns); i++) {
      diagonal[i * columns + i] = 1;
    }
    String mask =
        to.constant(
            operation, "diagonal", Numbers.of(to.type(operation.input()), diagonal, rows, columns));
    String kept = steps.step("Mul", operation.input(), mask);
    steps.result("ReduceSum", ReductionOperators.keeping(false), kept, steps.list("axes", -2, -1));
  }
}
