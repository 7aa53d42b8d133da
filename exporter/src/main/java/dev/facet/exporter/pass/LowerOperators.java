package dev.facet.exporter.pass;

import dev.facet.exporter.ExportException;
import dev.facet.exporter.graph.Attribute;
import dev.facet.exporter.graph.Graph;
import dev.facet.exporter.graph.GraphEditor;
import dev.facet.exporter.graph.Node;
import dev.facet.exporter.graph.Tensor;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Writes operators as ONNX's operator set 17 has them, of 2022, so that older and other runtimes
 * read the graph: reductions take their axes as an attribute, a split takes its sizes as an input.
 *
 * <p>Fails with an {@link ExportException} that names all nodes whose operators set 17 does not
 * have.
 */
public final class LowerOperators implements Pass {
  /** Reductions that take axes as an input from set 18 on; ReduceSum did so before. */
  private static final Set<String> REDUCTIONS =
      Set.of(
          "ReduceL1",
          "ReduceL2",
          "ReduceLogSum",
          "ReduceLogSumExp",
          "ReduceMax",
          "ReduceMean",
          "ReduceMin",
          "ReduceProd",
          "ReduceSumSquare");

  private static final Set<String> LATER =
      Set.of(
          "Attention",
          "BitwiseAnd",
          "BitwiseNot",
          "BitwiseOr",
          "BitwiseXor",
          "CenterCropPad",
          "Col2Im",
          "Gelu",
          "GroupNormalization",
          "Mish",
          "RMSNormalization",
          "RotaryEmbedding",
          "TensorScatter");

  @Override
  public Graph apply(Graph graph) {
    List<String> unknown = new ArrayList<>();
    GraphEditor editor = new GraphEditor(graph);
    for (Node node : graph.nodes()) {
      Optional<Node> lowered = lowered(node, editor);
      if (lowered.isEmpty()) {
        unknown.add("%s of node %s".formatted(node.operator(), node.name()));
      } else if (!lowered.get().equals(node)) {
        editor.replace(node, lowered.get());
      }
    }
    if (!unknown.isEmpty()) {
      throw new ExportException(
          "The portable form has ONNX's operator set 17, which cannot say %s: export without it."
              .formatted(String.join(", ", unknown)));
    }
    editor.dropUnusedConstants();
    return editor.finish();
  }

  /** The node as set 17 has it; empty if it does not. */
  private static Optional<Node> lowered(Node node, GraphEditor editor) {
    if (!node.domain().isEmpty() || LATER.contains(node.operator())) {
      return Optional.empty();
    }
    if (REDUCTIONS.contains(node.operator())) {
      return reduction(node, editor);
    }
    return switch (node.operator()) {
      case "Split" -> split(node, editor);
      case "Pad" -> node.inputs().size() > 3 ? Optional.empty() : Optional.of(node);
      case "AveragePool" -> undilated(node);
      case "Resize" ->
          node.integer("antialias").orElse(0L) == 0 && node.integers("axes").isEmpty()
              ? Optional.of(node)
              : Optional.empty();
      default -> Optional.of(node);
    };
  }

  private static Optional<Node> reduction(Node node, GraphEditor editor) {
    if (node.inputs().size() < 2) {
      return node.integer("noop_with_empty_axes").orElse(0L) == 0
          ? Optional.of(node)
          : Optional.empty();
    }
    return editor
        .constant(node.inputs().get(1))
        .map(
            axes -> node.withInputs(node.inputs().subList(0, 1)).with("axes", axes.longs().clone()))
        .map(each -> without("noop_with_empty_axes", each));
  }

  private static Optional<Node> split(Node node, GraphEditor editor) {
    Optional<Long> parts = node.integer("num_outputs");
    if (parts.isEmpty()) {
      return Optional.of(node);
    }
    long axis = node.integer("axis").orElse(0L);
    return editor
        .value(node.inputs().getFirst())
        .map(value -> value.shape().get(Math.floorMod(axis, value.shape().size())).at(1))
        .map(
            extent -> {
              long size = Math.ceilDiv(extent, parts.get());
              List<Long> sizes = new ArrayList<>(Collections.nCopies(parts.get().intValue(), size));
              sizes.set(sizes.size() - 1, extent - size * (parts.get() - 1));
              String name =
                  editor.addConstant(
                      node.output() + "/sizes",
                      Tensor.list(sizes.stream().mapToLong(Long::longValue).toArray()));
              return without("num_outputs", node)
                  .withInputs(List.of(node.inputs().getFirst(), name));
            });
  }

  /** Dilations of an average came with set 19; without any the attribute says nothing. */
  private static Optional<Node> undilated(Node node) {
    boolean dilated =
        node.integers("dilations").stream().flatMap(List::stream).anyMatch(each -> each != 1);
    return dilated ? Optional.empty() : Optional.of(without("dilations", node));
  }

  private static Node without(String attribute, Node node) {
    SortedMap<String, Attribute> fewer = new TreeMap<>(node.attributes());
    fewer.remove(attribute);
    return new Node(
        node.name(), node.domain(), node.operator(), node.inputs(), node.outputs(), fewer);
  }
}
