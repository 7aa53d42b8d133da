package dev.facet.exporter.pass;

import dev.facet.exporter.graph.Dimension;
import dev.facet.exporter.graph.ElementType;
import dev.facet.exporter.graph.Graph;
import dev.facet.exporter.graph.GraphEditor;
import dev.facet.exporter.graph.Tensor;
import dev.facet.exporter.graph.Value;
import dev.facet.exporter.onnx.OnnxFiles;
import dev.facet.exporter.onnx.OnnxWriter;
import dev.facet.exporter.runtime.OrtModel;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds type and shape of the values of which they are not known, by running the graph on zeros at
 * two batch sizes: what stays equal is fixed, what grows with the batch is a multiple of it.
 */
public final class InferShapes implements Pass {
  private static final long SMALL = 2;
  private static final long LARGE = 3;

  @Override
  public Graph apply(Graph graph) {
    List<String> unknown =
        graph.nodes().stream()
            .flatMap(node -> node.outputs().stream())
            .filter(output -> !output.isEmpty() && graph.value(output).isEmpty())
            .toList();
    if (unknown.isEmpty()) {
      return graph;
    }
    GraphEditor editor = new GraphEditor(graph);
    OnnxFiles model =
        OnnxWriter.writeCalculation(graph.inputs(), graph.nodes(), graph.constants(), unknown);
    try (OrtModel runtime = OrtModel.load(model)) {
      Map<String, Tensor> small = runtime.run(zeros(graph, SMALL));
      Map<String, Tensor> large = runtime.run(zeros(graph, LARGE));
      for (String name : unknown) {
        ElementType type = small.get(name).type();
        List<Dimension> shape =
            Dimension.between(name, small.get(name).shape(), SMALL, large.get(name).shape(), LARGE);
        editor.describe(new Value(name, type, shape));
      }
    }
    return editor.finish();
  }

  private static Map<String, Tensor> zeros(Graph graph, long batch) {
    Map<String, Tensor> zeros = new LinkedHashMap<>();
    for (Value input : graph.inputs()) {
      long[] shape = input.shapeAt(batch);
      int bytes = input.type().bytes();
      for (long size : shape) {
        bytes = Math.multiplyExact(bytes, Math.toIntExact(size));
      }
      zeros.put(input.name(), Tensor.of(input.type(), new byte[bytes], shape));
    }
    return zeros;
  }
}
