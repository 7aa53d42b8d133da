package dev.facet.exporter.pass.branch;

import dev.facet.exporter.graph.Dimension;
import dev.facet.exporter.graph.GraphEditor;
import dev.facet.exporter.graph.Node;
import dev.facet.exporter.graph.Tensor;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Locale;
import java.util.stream.LongStream;

/** Writes the nodes that compute K branches at once. */
final class BranchBuilder {
  private final GraphEditor editor;
  private final int count;
  private final String prefix;

  /**
   * A builder.
   *
   * @param editor of the graph
   * @param count K
   * @param prefix of the names of new values
   */
  BranchBuilder(GraphEditor editor, int count, String prefix) {
    this.editor = editor;
    this.count = count;
    this.prefix = prefix;
  }

  /** K. */
  int count() {
    return count;
  }

  /** Adds a node under a new name and returns its output. */
  String add(Node node) {
    String name = editor.freshName(prefix + "/" + node.operator().toLowerCase(Locale.ROOT));
    editor.add(
        new Node(
            name, node.domain(), node.operator(), node.inputs(), List.of(name), node.attributes()));
    return name;
  }

  /** Adds an operator of ONNX's own set and returns its output. */
  String add(String operator, String... inputs) {
    return add(Node.of(operator, "new", inputs));
  }

  /** Adds a constant and returns its name. */
  String constant(String role, Tensor tensor) {
    return editor.addConstant(prefix + "/" + role, tensor);
  }

  /** A value with the same batch and these axes behind it. */
  String reshape(String value, long... rest) {
    long[] target = LongStream.concat(LongStream.of(0), LongStream.of(rest)).toArray();
    return add("Reshape", value, constant("shape", Tensor.list(target)));
  }

  /** {@code [N, C, ...]} of one branch, with the channels of all branches side by side. */
  String flat(Batched.Stacked maps) {
    long[] rest = rest(maps.shape());
    rest[0] *= count;
    return reshape(maps.name(), rest);
  }

  /** {@code [N, K * C, ...]} with an axis for the branches. */
  String parted(String value, List<Dimension> shape) {
    return reshape(
        value, LongStream.concat(LongStream.of(count), LongStream.of(rest(shape))).toArray());
  }

  /** The fixed extents behind the batch. */
  static long[] rest(List<Dimension> shape) {
    return shape.stream().skip(1).mapToLong(each -> each.at(1)).toArray();
  }

  /**
   * Tensors of one shape behind each other: {@code [K * d0, ...]} with the given leading extents.
   */
  static Tensor join(List<Tensor> each, long... shape) {
    ByteBuffer bytes = ByteBuffer.allocate(each.size() * each.getFirst().bytes().remaining());
    each.forEach(tensor -> bytes.put(tensor.bytes()));
    return Tensor.of(each.getFirst().type(), bytes.array(), shape);
  }

  /** Tensors {@code [d0, ...]} joined along their first axis, {@code [K * d0, ...]}. */
  static Tensor joinRows(List<Tensor> each) {
    long[] shape = each.getFirst().shape();
    shape[0] *= each.size();
    return join(each, shape);
  }
}
