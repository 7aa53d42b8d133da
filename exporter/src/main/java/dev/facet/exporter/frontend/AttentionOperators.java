package dev.facet.exporter.frontend;

import dev.facet.exporter.graph.Attribute;
import java.util.stream.LongStream;

/**
 * SameDiff's attention, whose tensors are {@code [N, features, time]} with the time last, written
 * as softmax(Q Kᵀ) V so that later passes can see what it is.
 */
final class AttentionOperators {
  /** What SameDiff takes from the scores of keys that a mask leaves out. */
  private static final double EXCLUSION = 1e9;

  private AttentionOperators() {}

  static void addTo(OperatorTable table) {
    table
        .add("dot_product_attention", AttentionOperators::single)
        .add("multi_head_dot_product_attention", AttentionOperators::multiHead);
  }

  /**
   * Inputs are queries {@code [N, d, Tq]}, keys {@code [N, d, Tk]}, values {@code [N, v, Tk]}, all
   * with an axis of heads behind N or without, and perhaps a mask {@code [N, Tk]}.
   */
  private static void single(Operation operation, Translation to) {
    Steps steps = Steps.of(operation, to);
    int rank = to.rank(operation.input());
    String queries = steps.transposed(operation.input(), lastTwoSwapped(rank));
    String values = steps.transposed(operation.operand(2), lastTwoSwapped(rank));
    long features = to.size(operation, operation.operand(1), rank - 2);
    String scores = scores(operation, to, queries, operation.operand(1), features);
    String seen = steps.step("MatMul", weights(operation, to, scores, 3, rank), values);
    steps.result("Transpose", node -> node.with("perm", lastTwoSwapped(rank)), seen);
  }

  /**
   * Inputs are queries, keys and values {@code [N, features, time]}, their projections {@code
   * [heads, projected, features]}, the projection of the result {@code [heads * projected, out]}
   * and perhaps a mask {@code [N, Tk]}.
   */
  private static void multiHead(Operation operation, Translation to) {
    Steps steps = Steps.of(operation, to);
    String queries = projected(operation, to, 0, 0, 2, 1, 3);
    String keys = projected(operation, to, 1, 0, 2, 3, 1);
    String values = projected(operation, to, 2, 0, 2, 1, 3);
    long features = to.size(operation, operation.operand(4), 1);
    String scores = scores(operation, to, queries, keys, features);
    String seen = steps.step("MatMul", weights(operation, to, scores, 7, 4), values);
    long width = to.size(operation, operation.operand(6), 0);
    String joined =
        steps.step("Reshape", steps.transposed(seen, 0, 2, 1, 3), steps.list("shape", 0, 0, width));
    String result = steps.step("MatMul", joined, operation.operand(6));
    steps.result("Transpose", node -> node.with("perm", lastTwoSwapped(3)), result);
  }

  /** An input by its projection, {@code [N, time, heads, projected]} in another order of axes. */
  private static String projected(Operation operation, Translation to, int place, long... order) {
    Steps steps = Steps.of(operation, to);
    String projection = operation.operand(place + 3);
    long heads = to.size(operation, projection, 0);
    long size = to.size(operation, projection, 1);
    long features = to.size(operation, projection, 2);
    String flat = steps.step("Reshape", projection, steps.list("shape", heads * size, features));
    String byTime = steps.transposed(operation.operand(place), lastTwoSwapped(3));
    String product = steps.step("MatMul", byTime, steps.transposed(flat, 1, 0));
    String split = steps.step("Reshape", product, steps.list("shape", 0, 0, heads, size));
    return steps.transposed(split, order);
  }

  /** Queries {@code [.., Tq, d]} by keys {@code [.., d, Tk]}, over the root of d if so said. */
  private static String scores(
      Operation operation, Translation to, String queries, String keys, long features) {
    Steps steps = Steps.of(operation, to);
    if (operation.integer(1, 0) != 0) {
      throw operation.refuse("gives its weights as an output, which is not known");
    }
    String scores = steps.step("MatMul", queries, keys);
    return operation.integer(0, 0) == 0
        ? scores
        : steps.step("Mul", scores, steps.number(1 / Math.sqrt((double) features)));
  }

  /** Scores as shares of one, without those keys where the mask is 0. */
  private static String weights(
      Operation operation, Translation to, String scores, int maskPlace, int rank) {
    Steps steps = Steps.of(operation, to);
    String allowed = scores;
    if (operation.input(maskPlace).isPresent()) {
      String mask = operation.operand(maskPlace);
      if (to.rank(mask) != 2) {
        throw operation.refuse(
            "has a mask with %d dimensions, but only [N, time] is known".formatted(to.rank(mask)));
      }
      String missing = steps.step("Sub", mask, steps.number(1));
      String penalty = steps.step("Mul", missing, steps.number(EXCLUSION));
      String axes = steps.list("axes", LongStream.range(1, rank - 1).toArray());
      allowed = steps.step("Add", scores, steps.step("Unsqueeze", penalty, axes));
    }
    return steps.step("Softmax", node -> node.with("axis", Attribute.of(-1L)), allowed);
  }

  /** The order that swaps the last two axes. */
  static long[] lastTwoSwapped(int rank) {
    long[] order = LongStream.range(0, rank).toArray();
    order[rank - 2] = rank - 1L;
    order[rank - 1] = rank - 2L;
    return order;
  }
}
