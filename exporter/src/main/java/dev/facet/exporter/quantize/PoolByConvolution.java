package dev.facet.exporter.quantize;

import dev.facet.exporter.graph.Attribute;
import dev.facet.exporter.graph.Graph;
import dev.facet.exporter.graph.GraphEditor;
import dev.facet.exporter.graph.Node;
import dev.facet.exporter.graph.Tensor;
import dev.facet.exporter.pass.Pass;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Makes one 2x2 convolution of an average pooling over 2x2 and the 1x1 convolution behind it, the
 * shortcut of a residual network where the map shrinks. Its four times as many multiplications cost
 * less on integers than ONNX Runtime's integer pooling. Where the last window reaches over the edge
 * and its average is over what lies inside, repeating the edge gives the same average.
 */
final class PoolByConvolution implements Pass {
  private static final List<Long> TWO = List.of(2L, 2L);
  private static final int TAPS = 4;

  /** From so many outputs on the pooling is the cheaper way. */
  private static final long MOST_OUTPUTS = 512;

  @Override
  public Graph apply(Graph graph) {
    GraphEditor editor = new GraphEditor(graph);
    for (Node pool : graph.nodes()) {
      if (halves(pool)) {
        only(pool, editor).ifPresent(convolution -> join(pool, convolution, editor));
      }
    }
    editor.dropUnusedConstants();
    return editor.finish();
  }

  private static boolean halves(Node pool) {
    List<Long> pads = pads(pool);
    boolean inside = pads.stream().allMatch(pad -> pad == 0);
    boolean overTheEnd =
        pads.size() == 4
            && pads.get(0) == 0
            && pads.get(1) == 0
            && pads.get(2) <= 1
            && pads.get(3) <= 1
            && pool.integer("count_include_pad").orElse(0L) == 0;
    return pool.is("AveragePool")
        && pool.integers("kernel_shape").equals(Optional.of(TWO))
        && pool.integers("strides").equals(Optional.of(TWO))
        && pool.integer("ceil_mode").orElse(0L) == 0
        && ones(pool, "dilations")
        && !pool.attributes().containsKey("auto_pad")
        && (inside || overTheEnd);
  }

  private static List<Long> pads(Node node) {
    return node.integers("pads").orElse(List.of(0L, 0L, 0L, 0L));
  }

  private static boolean ones(Node node, String attribute) {
    return node.integers(attribute).stream().flatMap(List::stream).allMatch(each -> each == 1);
  }

  /** The convolution over single positions that alone reads the pooled map. */
  private static Optional<Node> only(Node pool, GraphEditor editor) {
    return editor.nodes().stream()
        .filter(node -> node.is("Conv") && node.inputs().getFirst().equals(pool.output()))
        .filter(node -> editor.hasOneUse(pool.output()))
        .filter(node -> node.integer("group").orElse(1L) == 1 && ones(node, "strides"))
        .filter(node -> pads(node).stream().allMatch(pad -> pad == 0))
        .filter(node -> !node.attributes().containsKey("auto_pad"))
        .filter(
            node ->
                editor
                    .constant(node.inputs().get(1))
                    .map(Tensor::shape)
                    .filter(shape -> shape.length == 4 && shape[2] == 1 && shape[3] == 1)
                    .filter(shape -> shape[0] <= MOST_OUTPUTS)
                    .isPresent())
        .findFirst();
  }

  private static void join(Node pool, Node convolution, GraphEditor editor) {
    Tensor weights = editor.constant(convolution.inputs().get(1)).orElseThrow();
    float[] singles = weights.floats();
    float[] windows = new float[singles.length * TAPS];
    IntStream.range(0, windows.length).forEach(i -> windows[i] = singles[i / TAPS] / TAPS);
    String joined =
        editor.addConstant(
            convolution.output() + "/windows",
            Tensor.ofFloats(windows, weights.shape()[0], weights.shape()[1], 2, 2));
    List<String> inputs = new ArrayList<>(convolution.inputs());
    inputs.set(0, withEdge(pool, editor));
    inputs.set(1, joined);
    editor.replace(
        convolution,
        convolution
            .withInputs(inputs)
            .with("kernel_shape", new long[] {2, 2})
            .with("strides", new long[] {2, 2}));
    editor.removeAll(List.of(pool));
  }

  private static String withEdge(Node pool, GraphEditor editor) {
    List<Long> pads = pads(pool);
    String input = pool.inputs().getFirst();
    if (pads.stream().allMatch(pad -> pad == 0)) {
      return input;
    }
    String amounts =
        editor.addConstant(
            pool.output() + "/edge", Tensor.list(0, 0, 0, 0, 0, 0, pads.get(2), pads.get(3)));
    String padded = editor.freshName(pool.output() + "/padded");
    editor.add(Node.of("Pad", padded, input, amounts).with("mode", Attribute.of("edge")));
    return padded;
  }
}
