package dev.facet.exporter.inspect;

import dev.facet.exporter.inspect.MultiplyAdds.Count;
import dev.facet.exporter.onnx.outline.NodeOutline;
import java.util.List;
import java.util.Optional;

/**
 * Multiply-adds of attention, softmax(Q K^T) V: with B images, H heads, L queries, S keys and heads
 * of sizes D and E, they are B H L S (D + E). Masked positions count as others.
 */
final class AttentionProducts {
  private AttentionProducts() {}

  static Count of(NodeOutline node, Shapes shapes) {
    boolean projects = node.operator().equals("Attention") && !node.domain().isEmpty();
    return (projects ? projected(node, shapes) : plain(node, shapes))
        .<Count>map(Count.Known::new)
        .orElseGet(() -> new Count.Unknown("a shape is unknown, or not one of attention"));
  }

  /** Q, K and V are inputs of shape [B, L, H * D], or [B, H, L, D] with the heads apart. */
  private static Optional<Long> plain(NodeOutline node, Shapes shapes) {
    Optional<List<Long>> queries = MultiplyAdds.shape(node.input(0), shapes);
    Optional<List<Long>> keys = MultiplyAdds.shape(node.input(1), shapes);
    Optional<List<Long>> values = MultiplyAdds.shape(node.input(2), shapes);
    if (queries.isEmpty() || keys.isEmpty() || values.isEmpty()) {
      return Optional.empty();
    }
    boolean apart = queries.get().size() == 4;
    int rank = apart ? 4 : 3;
    if (queries.get().size() != rank || keys.get().size() != rank || values.get().size() != rank) {
      return Optional.empty();
    }
    Optional<Long> past = past(node, shapes);
    long heads = apart ? queries.get().get(1) : heads(node);
    long keyHeads = apart ? keys.get().get(1) : node.integer("kv_num_heads", heads);
    if (past.isEmpty() || keyHeads == 0) {
      return Optional.empty();
    }
    long all = Math.addExact(keys.get().get(rank - 2), past.get());
    long scores = Math.multiplyExact(MultiplyAdds.elements(queries.get()), all);
    // groups of heads of Q share one of V
    long width = apart ? values.get().get(3) : values.get().get(2) / keyHeads;
    long rows = Math.multiplyExact(queries.get().getFirst(), heads);
    long sums =
        Math.multiplyExact(
            Math.multiplyExact(rows, queries.get().get(rank - 2)), Math.multiplyExact(all, width));
    return Optional.of(Math.addExact(scores, sums));
  }

  private static long heads(NodeOutline node) {
    return node.integer("q_num_heads", node.integer("num_heads", 1));
  }

  /** Keys that were kept from calls before, at input 4 of ONNX's own operator. */
  private static Optional<Long> past(NodeOutline node, Shapes shapes) {
    if (!node.domain().isEmpty() || node.input(4).isEmpty()) {
      return Optional.of(0L);
    }
    return MultiplyAdds.shape(node.input(4), shapes)
        .filter(shape -> shape.size() == 4)
        .map(shape -> shape.get(2));
  }

  /** Input [B, L, C] times weight [C, 3 * W] makes Q, K and V of [B, L, W]. */
  private static Optional<Long> projected(NodeOutline node, Shapes shapes) {
    Optional<List<Long>> input =
        MultiplyAdds.shape(node.input(0), shapes).filter(shape -> shape.size() == 3);
    Optional<List<Long>> weight =
        MultiplyAdds.shape(node.input(1), shapes).filter(shape -> shape.size() == 2);
    Optional<List<Long>> output =
        MultiplyAdds.shape(node.output(0), shapes).filter(shape -> shape.size() == 3);
    if (input.isEmpty() || weight.isEmpty() || output.isEmpty()) {
      return Optional.empty();
    }
    long positions = Math.multiplyExact(input.get().get(0), input.get().get(1));
    long projection = Math.multiplyExact(positions, MultiplyAdds.elements(weight.get()));
    long each =
        Math.multiplyExact(positions, Math.multiplyExact(input.get().get(1), output.get().get(2)));
    return Optional.of(Math.addExact(projection, Math.multiplyExact(2, each)));
  }
}
