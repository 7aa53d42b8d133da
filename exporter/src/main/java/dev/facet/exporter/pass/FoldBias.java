package dev.facet.exporter.pass;

import dev.facet.exporter.graph.Graph;
import dev.facet.exporter.graph.GraphEditor;
import dev.facet.exporter.graph.Node;
import dev.facet.exporter.graph.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Makes a number for each channel that is added to a convolution's result the convolution's bias,
 * when nothing else reads that result.
 */
public final class FoldBias implements Pass {
  @Override
  public Graph apply(Graph graph) {
    GraphEditor editor = new GraphEditor(graph);
    for (Node node : graph.nodes()) {
      if (node.is("Add")) {
        fold(node, 0, 1, editor).or(() -> fold(node, 1, 0, editor)).ifPresent(Runnable::run);
      }
    }
    editor.dropUnusedConstants();
    return editor.finish();
  }

  private static Optional<Runnable> fold(Node sum, int maps, int added, GraphEditor editor) {
    Optional<Node> convolution =
        editor
            .producer(sum.inputs().get(maps))
            .filter(node -> node.is("Conv") || node.is("ConvTranspose"))
            .filter(node -> editor.hasOneUse(node.output()));
    Optional<Tensor> offset = editor.constant(sum.inputs().get(added));
    if (convolution.isEmpty() || offset.isEmpty()) {
      return Optional.empty();
    }
    Node before = convolution.get();
    Optional<Integer> rank = editor.constant(before.inputs().get(1)).map(Tensor::rank);
    Optional<float[]> channels = rank.flatMap(each -> channels(offset.get(), each));
    Optional<float[]> bias = channels.flatMap(each -> bias(before, each, editor));
    return bias.map(values -> () -> replace(sum, before, values, editor));
  }

  /** The numbers of {@code [1, C, 1, ...]} or {@code [C, 1, ...]}. */
  private static Optional<float[]> channels(Tensor offset, int rank) {
    long[] shape = offset.shape();
    int axis = shape.length - (rank - 1);
    return axis >= 0 && shape.length <= rank && offset.elements() == shape[axis]
        ? Optional.of(offset.floats())
        : Optional.empty();
  }

  /** With the bias that the convolution has already, if it can be read. */
  private static Optional<float[]> bias(Node convolution, float[] added, GraphEditor editor) {
    if (convolution.inputs().size() < 3) {
      return outputs(convolution, editor) == added.length ? Optional.of(added) : Optional.empty();
    }
    Optional<float[]> own = editor.constant(convolution.inputs().get(2)).map(Tensor::floats);
    own.filter(each -> each.length == added.length)
        .ifPresent(
            each -> {
              for (int c = 0; c < added.length; c++) {
                added[c] += each[c];
              }
            });
    return own.filter(each -> each.length == added.length).map(each -> added);
  }

  private static long outputs(Node convolution, GraphEditor editor) {
    long[] weights = editor.constant(convolution.inputs().get(1)).map(Tensor::shape).orElseThrow();
    return convolution.is("Conv")
        ? weights[0]
        : weights[1] * convolution.integer("group").orElse(1L);
  }

  private static void replace(Node sum, Node convolution, float[] bias, GraphEditor editor) {
    String name = editor.addConstant(sum.output() + "/bias", Tensor.ofFloats(bias, bias.length));
    List<String> inputs = new ArrayList<>(convolution.inputs().subList(0, 2));
    inputs.add(name);
    editor.replace(sum);
    editor.replace(convolution, convolution.withInputs(inputs).withOutputs(sum.outputs()));
  }
}
