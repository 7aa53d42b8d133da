package dev.facet.exporter.pass;

import dev.facet.exporter.graph.Attribute;
import dev.facet.exporter.graph.Dimension;
import dev.facet.exporter.graph.Graph;
import dev.facet.exporter.graph.GraphEditor;
import dev.facet.exporter.graph.Node;
import dev.facet.exporter.graph.Tensor;
import dev.facet.exporter.graph.Value;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Makes one convolution in groups of several that each read one part of the same channels and whose
 * results are joined again: SameDiff's convolutions have no groups, ONNX's have.
 */
public final class JoinConvolutionGroups implements Pass {
  @Override
  public Graph apply(Graph graph) {
    GraphEditor editor = new GraphEditor(graph);
    for (Node node : graph.nodes()) {
      if (node.is("Concat") && node.integer("axis").equals(Optional.of(1L))) {
        parts(node, editor).ifPresent(parts -> join(node, parts, editor));
      }
    }
    editor.dropUnusedConstants();
    return editor.finish();
  }

  /**
   * One group.
   *
   * @param slice takes its channels
   * @param convolution reads them
   * @param weights of the convolution
   */
  private record Part(Node slice, Node convolution, Tensor weights) {
    String source() {
      return slice.inputs().getFirst();
    }

    boolean isLike(Part other) {
      return source().equals(other.source())
          && convolution.attributes().equals(other.convolution.attributes())
          && Arrays.equals(weights.shape(), other.weights.shape());
    }
  }

  /** The groups that a join joins, if that is all that it does. */
  private static Optional<List<Part>> parts(Node join, GraphEditor editor) {
    List<Part> parts = new ArrayList<>();
    for (String input : join.inputs()) {
      Optional<Part> part = part(input, parts.size(), editor);
      if (part.isEmpty() || !part.get().isLike(parts.isEmpty() ? part.get() : parts.getFirst())) {
        return Optional.empty();
      }
      parts.add(part.get());
    }
    long channels = parts.size() * parts.getFirst().weights().shape()[1];
    boolean all =
        editor
            .value(parts.getFirst().source())
            .map(Value::shape)
            .filter(shape -> shape.get(1).equals(Dimension.of(channels)))
            .isPresent();
    return parts.size() > 1 && all ? Optional.of(parts) : Optional.empty();
  }

  /** The group whose result this is, if it reads the channels of its place. */
  private static Optional<Part> part(String result, int place, GraphEditor editor) {
    Optional<Node> convolution =
        editor
            .producer(result)
            .filter(node -> node.is("Conv") && node.inputs().size() == 2)
            .filter(node -> node.integer("group").orElse(1L) == 1 && editor.hasOneUse(result));
    Optional<Tensor> weights = convolution.flatMap(node -> editor.constant(node.inputs().get(1)));
    Optional<Node> slice = convolution.flatMap(node -> editor.producer(node.inputs().getFirst()));
    if (weights.isEmpty() || slice.isEmpty()) {
      return Optional.empty();
    }
    long width = weights.get().shape()[1];
    return takes(slice.get(), place * width, (place + 1) * width, editor)
        ? Optional.of(new Part(slice.get(), convolution.get(), weights.get()))
        : Optional.empty();
  }

  /** Whether a node takes those channels, and nothing but channels. */
  private static boolean takes(Node slice, long begin, long end, GraphEditor editor) {
    if (!slice.is("Slice") || slice.inputs().size() != 5) {
      return false;
    }
    Stream<Optional<Tensor>> cut = slice.inputs().stream().skip(1).map(editor::constant);
    return cut.toList()
        .equals(Stream.of(begin, end, 1L, 1L).map(each -> Optional.of(Tensor.list(each))).toList());
  }

  private static void join(Node join, List<Part> parts, GraphEditor editor) {
    Part first = parts.getFirst();
    long[] shape = first.weights().shape();
    ByteBuffer joined = ByteBuffer.allocate(parts.size() * first.weights().bytes().remaining());
    parts.forEach(part -> joined.put(part.weights().bytes()));
    shape[0] *= parts.size();
    String weights =
        editor.addConstant(
            join.output() + "/weights", Tensor.of(first.weights().type(), joined.array(), shape));
    editor.replace(
        join,
        new Node(
                join.name(),
                "",
                "Conv",
                List.of(first.source(), weights),
                join.outputs(),
                first.convolution().attributes())
            .with("group", Attribute.of((long) parts.size())));
    for (Part part : parts) {
      boolean unread = editor.hasOneUse(part.slice().output());
      editor.replace(part.convolution());
      if (unread) {
        editor.replace(part.slice());
      }
    }
  }
}
