package dev.facet.exporter.pass;

import dev.facet.exporter.graph.Attribute;
import dev.facet.exporter.graph.Dimension;
import dev.facet.exporter.graph.Graph;
import dev.facet.exporter.graph.GraphEditor;
import dev.facet.exporter.graph.Node;
import dev.facet.exporter.graph.Tensor;
import dev.facet.exporter.graph.Value;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Computes convolutions that read the same maps in the same way as one with all their filters, and
 * gives each its part of the result. Rectifiers that follow all of them go before the parting.
 *
 * <p>Only convolutions with few filters are merged: from {@value #NARROW} filters on, each fills
 * the processor's vectors alone, and the parting costs more than it saves.
 */
public final class MergeConvolutions implements Pass {
  private static final int NARROW = 64;

  @Override
  public Graph apply(Graph graph) {
    GraphEditor editor = new GraphEditor(graph);
    Map<List<Object>, List<Node>> alike = new LinkedHashMap<>();
    for (Node node : graph.nodes()) {
      if (isNarrow(node, editor)) {
        long[] kernel = editor.constant(node.inputs().get(1)).orElseThrow().shape();
        List<Object> key =
            List.of(
                node.inputs().getFirst(),
                node.attributes(),
                kernel[1],
                kernel[2],
                kernel[3],
                node.inputs().size());
        alike.computeIfAbsent(key, each -> new ArrayList<>()).add(node);
      }
    }
    alike.values().stream()
        .filter(nodes -> nodes.size() > 1)
        .forEach(nodes -> merge(nodes, editor));
    editor.dropUnusedConstants();
    return editor.finish();
  }

  private static boolean isNarrow(Node node, GraphEditor editor) {
    return node.is("Conv")
        && node.integer("group").orElse(1L) == 1
        && node.inputs().stream().skip(1).allMatch(name -> editor.constant(name).isPresent())
        && editor.value(node.output()).filter(value -> value.shape().size() == 4).isPresent()
        && editor.constant(node.inputs().get(1)).orElseThrow().shape()[0] < NARROW;
  }

  private static void merge(List<Node> convolutions, GraphEditor editor) {
    Node first = convolutions.getFirst();
    List<Node> rectifiers =
        convolutions.stream()
            .flatMap(node -> editor.onlyReader(node.output()).stream())
            .filter(node -> node.is("Relu"))
            .toList();
    boolean rectified = rectifiers.size() == convolutions.size();
    List<Node> last = rectified ? rectifiers : convolutions;
    String stem = first.output() + "/merged";
    List<String> inputs = new ArrayList<>(List.of(first.inputs().getFirst()));
    for (int i = 1; i < first.inputs().size(); i++) {
      int place = i;
      List<Tensor> parts =
          convolutions.stream()
              .map(node -> editor.constant(node.inputs().get(place)).orElseThrow())
              .toList();
      inputs.add(editor.addConstant(stem + (i == 1 ? "/weights" : "/bias"), rows(parts)));
    }
    long[] widths =
        convolutions.stream()
            .mapToLong(node -> editor.constant(node.inputs().get(1)).orElseThrow().shape()[0])
            .toArray();
    String all = described(editor.freshName(stem), first, widths, editor);
    Node wide = new Node(all, "", "Conv", inputs, List.of(all), first.attributes());
    List<Node> nodes = new ArrayList<>(List.of(wide));
    if (rectified) {
      all = described(editor.freshName(stem + "/relu"), first, widths, editor);
      nodes.add(Node.of("Relu", all, wide.output()));
    }
    Node split =
        Node.of(
                "Split",
                last.getFirst().output(),
                all,
                editor.addConstant(stem + "/widths", Tensor.list(widths)))
            .with("axis", Attribute.of(1L))
            .withOutputs(last.stream().map(Node::output).toList());
    nodes.add(split);
    editor.replace(first, nodes.toArray(Node[]::new));
    editor.removeAll(convolutions);
    if (rectified) {
      editor.removeAll(rectifiers);
    }
  }

  private static String described(String name, Node like, long[] widths, GraphEditor editor) {
    Optional<Value> value = editor.value(like.output());
    List<Dimension> shape = new ArrayList<>(value.orElseThrow().shape());
    shape.set(1, Dimension.of(Arrays.stream(widths).sum()));
    editor.describe(new Value(name, value.orElseThrow().type(), shape));
    return name;
  }

  /** Tensors under one another, along their first axis. */
  private static Tensor rows(List<Tensor> parts) {
    long[] shape = parts.getFirst().shape();
    shape[0] = parts.stream().mapToLong(each -> each.shape()[0]).sum();
    float[] all =
        new float[parts.stream().mapToInt(each -> Math.toIntExact(each.elements())).sum()];
    int at = 0;
    for (Tensor part : parts) {
      float[] numbers = part.floats();
      System.arraycopy(numbers, 0, all, at, numbers.length);
      at += numbers.length;
    }
    return Tensor.ofFloats(all, shape);
  }
}
