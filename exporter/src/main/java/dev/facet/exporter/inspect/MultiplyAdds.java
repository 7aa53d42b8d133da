package dev.facet.exporter.inspect;

import dev.facet.exporter.onnx.outline.NodeOutline;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Counts multiply-adds from shapes: of convolutions and products of matrices, where nearly all of
 * them are. Additions of a bias and operators that work on each number alone do not count.
 */
public final class MultiplyAdds {
  /** Operators that multiply and add, but whose shapes do not say how often. */
  private static final Set<String> UNCOUNTED =
      Set.of("DeformConv", "Einsum", "GRU", "LSTM", "RNN", "GroupQueryAttention");

  /** The operator sets of ONNX and ONNX Runtime. */
  private static final Set<String> DOMAINS =
      Set.of("", "ai.onnx.ml", "com.microsoft", "com.microsoft.nchwc");

  /** Where the operators read the two things that they multiply. */
  private enum Rule {
    CONVOLUTION,
    TRANSPOSED,
    PRODUCT
  }

  private record Reading(Rule rule, int left, int right) {}

  private static final Map<String, Reading> READINGS =
      Map.ofEntries(
          Map.entry("Conv", new Reading(Rule.CONVOLUTION, 0, 1)),
          Map.entry("FusedConv", new Reading(Rule.CONVOLUTION, 0, 1)),
          Map.entry("NhwcConv", new Reading(Rule.CONVOLUTION, 0, 1)),
          Map.entry("ConvInteger", new Reading(Rule.CONVOLUTION, 0, 1)),
          Map.entry("QLinearConv", new Reading(Rule.CONVOLUTION, 0, 3)),
          Map.entry("ConvTranspose", new Reading(Rule.TRANSPOSED, 0, 1)),
          Map.entry("MatMul", new Reading(Rule.PRODUCT, 0, 1)),
          Map.entry("Gemm", new Reading(Rule.PRODUCT, 0, 1)),
          Map.entry("FusedMatMul", new Reading(Rule.PRODUCT, 0, 1)),
          Map.entry("FusedGemm", new Reading(Rule.PRODUCT, 0, 1)),
          Map.entry("MatMulInteger", new Reading(Rule.PRODUCT, 0, 1)),
          Map.entry("QLinearMatMul", new Reading(Rule.PRODUCT, 0, 3)),
          Map.entry("QGemm", new Reading(Rule.PRODUCT, 0, 3)));

  /** What is known of an operator's multiply-adds in one call. */
  public sealed interface Count {
    /** So many. */
    record Known(long number) implements Count {}

    /** It has none that would count. */
    record None() implements Count {}

    /** Its shapes cannot all be true. */
    record Contradictory() implements Count {}

    /** It has some, but nobody can say how many. */
    record Unknown(String why) implements Count {}
  }

  private MultiplyAdds() {}

  /** How often an operator multiplies and adds. */
  public static Count of(NodeOutline node, Shapes shapes) {
    try {
      return count(node, shapes);
    } catch (ArithmeticException e) {
      return new Count.Contradictory();
    }
  }

  private static Count count(NodeOutline node, Shapes shapes) {
    if (!DOMAINS.contains(node.domain())) {
      return new Count.Unknown("it is of an operator set of its own");
    }
    Reading reading = READINGS.get(node.operator());
    if (reading != null) {
      return count(node, reading, shapes);
    }
    if (node.operator().equals("Attention") || node.operator().equals("MultiHeadAttention")) {
      return AttentionProducts.of(node, shapes);
    }
    if (UNCOUNTED.contains(node.operator())) {
      return new Count.Unknown("its shapes do not say");
    }
    return node.body().stream().anyMatch(inner -> !(of(inner, shapes) instanceof Count.None))
        ? new Count.Unknown("its body runs as often as the numbers want")
        : new Count.None();
  }

  private static Count count(NodeOutline node, Reading reading, Shapes shapes) {
    Optional<List<Long>> left = shape(node.input(reading.left()), shapes);
    Optional<List<Long>> right = shape(node.input(reading.right()), shapes);
    Optional<List<Long>> output = shape(node.output(0), shapes);
    if (left.isEmpty() || right.isEmpty() || output.isEmpty()) {
      return new Count.Unknown("a shape is unknown");
    }
    long products = products(node, reading.rule(), left.get(), right.get(), output.get());
    return products < 0 ? new Count.Contradictory() : new Count.Known(products);
  }

  /** Negative if the shapes cannot be. */
  private static long products(
      NodeOutline node, Rule rule, List<Long> left, List<Long> right, List<Long> output) {
    return switch (rule) {
      // weight [M, C / groups, k, ...]: each number of the output takes one filter
      case CONVOLUTION -> {
        long groups = node.integer("group", 1);
        yield fits(right, output) && left.contains(Math.multiplyExact(right.get(1), groups))
            ? perFilter(output, right)
            : -1;
      }
      // weight [C, M / groups, k, ...]: each number of the input takes one filter
      case TRANSPOSED -> fits(right, left) ? perFilter(left, right) : -1;
      case PRODUCT ->
          left.isEmpty()
              ? -1
              : Math.multiplyExact(elements(output), left.get(depth(node, left.size())));
    };
  }

  /** Whether there are filters for the channels, wherever in a layout these stand. */
  private static boolean fits(List<Long> weight, List<Long> maps) {
    return weight.size() > 2
        && weight.size() == maps.size()
        && weight.getFirst() > 0
        && maps.contains(weight.getFirst());
  }

  private static long perFilter(List<Long> positions, List<Long> weight) {
    return Math.multiplyExact(elements(positions), elements(weight) / weight.getFirst());
  }

  /** The axis of the left matrix that is summed over. */
  private static int depth(NodeOutline node, int rank) {
    return rank > 1 && node.integer("transA", 0) != 0 ? rank - 2 : rank - 1;
  }

  static Optional<List<Long>> shape(Optional<String> value, Shapes shapes) {
    return value.flatMap(shapes::of);
  }

  static long elements(List<Long> shape) {
    return shape.stream().reduce(1L, Math::multiplyExact);
  }
}
