package dev.facet.exporter.pass;

import static java.util.stream.Collectors.toSet;

import dev.facet.exporter.graph.Graph;
import dev.facet.exporter.graph.GraphEditor;
import dev.facet.exporter.graph.Node;
import dev.facet.exporter.graph.Tensor;
import dev.facet.exporter.onnx.OnnxFiles;
import dev.facet.exporter.onnx.OnnxWriter;
import dev.facet.exporter.runtime.OrtModel;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Computes now what does not depend on any input, such as transposed weights. ONNX Runtime does the
 * computing, so a folded number is the one that the model would have found.
 */
public final class FoldConstants implements Pass {
  @Override
  public Graph apply(Graph graph) {
    List<Node> constant = constantNodes(graph);
    List<String> results = results(graph, constant);
    GraphEditor editor = new GraphEditor(graph);
    editor.removeAll(constant);
    if (!results.isEmpty()) {
      evaluate(graph, constant, results).forEach(editor::setConstant);
    }
    editor.dropUnusedConstants();
    return editor.finish();
  }

  private static List<Node> constantNodes(Graph graph) {
    Set<String> constant = new HashSet<>(graph.constants().keySet());
    constant.add("");
    List<Node> nodes = new ArrayList<>();
    for (Node node : graph.nodes()) {
      if (constant.containsAll(node.inputs())) {
        constant.addAll(node.outputs());
        nodes.add(node);
      }
    }
    return nodes;
  }

  /** Those values of the constant part that the rest of the graph reads. */
  private static List<String> results(Graph graph, List<Node> constant) {
    Set<Node> inside = new HashSet<>(constant);
    Set<String> read =
        graph.nodes().stream()
            .filter(node -> !inside.contains(node))
            .flatMap(node -> node.inputs().stream())
            .collect(toSet());
    graph.outputs().forEach(output -> read.add(output.name()));
    return constant.stream()
        .flatMap(node -> node.outputs().stream())
        .filter(read::contains)
        .toList();
  }

  private static Map<String, Tensor> evaluate(Graph graph, List<Node> nodes, List<String> results) {
    OnnxFiles model = OnnxWriter.writeCalculation(List.of(), nodes, graph.constants(), results);
    try (OrtModel runtime = OrtModel.load(model)) {
      return runtime.run(Map.of());
    }
  }
}
