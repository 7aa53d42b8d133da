package dev.facet.exporter.pass;

import dev.facet.exporter.graph.Graph;
import dev.facet.exporter.graph.GraphEditor;
import dev.facet.exporter.graph.Node;
import dev.facet.exporter.graph.Tensor;
import java.util.List;
import java.util.Optional;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.RealMatrix;

/**
 * Makes one linear layer of two in a row: {@code (x A + a) B} is {@code x (A B) + a B}. Only where
 * nothing else reads what lies between, and where it takes no more multiplications. A bias of the
 * second layer is added to the sum.
 */
public final class FoldLinear implements Pass {
  @Override
  public Graph apply(Graph graph) {
    GraphEditor editor = new GraphEditor(graph);
    for (Node node : graph.nodes()) {
      // an earlier step may have replaced it already
      if (node.is("MatMul") && editor.nodes().contains(node)) {
        fold(node, editor);
      }
    }
    editor.dropUnusedConstants();
    return editor.finish();
  }

  private static void fold(Node second, GraphEditor editor) {
    Optional<RealMatrix> after = matrix(second.inputs().get(1), editor);
    Optional<Node> between = onlySource(second, editor);
    if (after.isEmpty() || between.isEmpty()) {
      return;
    }
    int width = after.get().getRowDimension();
    Optional<RealMatrix> bias =
        between.get().is("Add") ? row(between.get(), width, editor) : Optional.empty();
    Optional<Node> first = bias.isEmpty() ? between : onlySource(between.get(), editor);
    Optional<RealMatrix> before =
        first
            .filter(node -> node.is("MatMul"))
            .flatMap(node -> matrix(node.inputs().get(1), editor));
    if (before.isEmpty() || !isCheaper(before.get(), after.get())) {
      return;
    }
    String joined =
        editor.addConstant(second.output() + "/joined", tensor(before.get().multiply(after.get())));
    String input = first.orElseThrow().inputs().getFirst();
    if (bias.isPresent()) {
      editor.removeAll(List.of(between.get()));
      addBias(second, input, joined, bias.get().multiply(after.get()), editor);
    } else {
      editor.replace(second, Node.of("MatMul", second.output(), input, joined));
    }
    editor.removeAll(List.of(first.orElseThrow()));
  }

  private static void addBias(
      Node second, String input, String joined, RealMatrix bias, GraphEditor editor) {
    int width = bias.getColumnDimension();
    Optional<Node> sum =
        editor
            .onlyReader(second.output())
            .filter(node -> node.is("Add") && row(node, width, editor).isPresent());
    RealMatrix all = sum.flatMap(node -> row(node, width, editor)).map(bias::add).orElse(bias);
    String output = sum.orElse(second).output();
    String product = editor.freshName(output + "/product");
    editor.value(output).ifPresent(value -> editor.describe(value.named(product)));
    String offset = editor.addConstant(output + "/offset", tensor(all));
    editor.replace(
        second, Node.of("MatMul", product, input, joined), Node.of("Add", output, product, offset));
    sum.ifPresent(node -> editor.removeAll(List.of(node)));
  }

  /** The node that computes a node's first input, if nothing else reads that. */
  private static Optional<Node> onlySource(Node node, GraphEditor editor) {
    String input = node.inputs().getFirst();
    return editor.producer(input).filter(each -> editor.hasOneUse(input));
  }

  private static boolean isCheaper(RealMatrix first, RealMatrix second) {
    if (first.getColumnDimension() != second.getRowDimension()) {
      return false;
    }
    long apart =
        (long) first.getRowDimension() * first.getColumnDimension()
            + (long) second.getRowDimension() * second.getColumnDimension();
    return (long) first.getRowDimension() * second.getColumnDimension() <= apart;
  }

  private static Optional<RealMatrix> matrix(String name, GraphEditor editor) {
    return editor
        .constant(name)
        .filter(each -> each.rank() == 2)
        .map(each -> matrix(each, Math.toIntExact(each.shape()[1])));
  }

  /** The constant that a sum adds to its first input, as one row of a width. */
  private static Optional<RealMatrix> row(Node sum, int width, GraphEditor editor) {
    return editor
        .constant(sum.inputs().get(1))
        .filter(each -> each.rank() <= 2 && each.elements() == width)
        .map(each -> matrix(each, width));
  }

  private static RealMatrix matrix(Tensor tensor, int columns) {
    float[] values = tensor.floats();
    RealMatrix matrix = new Array2DRowRealMatrix(values.length / columns, columns);
    for (int i = 0; i < values.length; i++) {
      matrix.setEntry(i / columns, i % columns, values[i]);
    }
    return matrix;
  }

  private static Tensor tensor(RealMatrix matrix) {
    int columns = matrix.getColumnDimension();
    float[] values = new float[matrix.getRowDimension() * columns];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) matrix.getEntry(i / columns, i % columns);
    }
    return Tensor.ofFloats(values, matrix.getRowDimension(), columns);
  }
}
