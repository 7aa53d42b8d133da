package dev.facet.exporter.quantize;

import dev.facet.exporter.graph.Attribute;
import dev.facet.exporter.graph.Graph;
import dev.facet.exporter.graph.GraphEditor;
import dev.facet.exporter.graph.Node;
import dev.facet.exporter.graph.Tensor;
import dev.facet.exporter.pass.Pass;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Writes a plan into a graph: every activation of the plan is quantized and dequantized where it
 * arises, weights and biases are stored as integers and dequantized. A runtime that knows the
 * pattern computes what lies between on integers; any other computes the same on floats.
 *
 * @param plan what to quantize
 * @param ranges of the plan's activations
 */
record Quantize(QuantizationPlan plan, Map<String, Range> ranges) implements Pass {
  @Override
  public Graph apply(Graph graph) {
    GraphEditor editor = new GraphEditor(graph);
    for (Node layer : plan.layers()) {
      editor.replace(layer, weighted(layer, editor).toArray(Node[]::new));
    }
    plan.activations().keySet().forEach(name -> around(name, editor));
    editor.dropUnusedConstants();
    return editor.finish();
  }

  private List<Node> weighted(Node layer, GraphEditor editor) {
    List<Node> nodes = new ArrayList<>();
    List<String> inputs = new ArrayList<>(layer.inputs());
    Tensor weights = editor.constant(inputs.get(1)).orElseThrow();
    QuantizedWeights quantized = QuantizedWeights.of(weights, layer.is("Conv") ? 0 : 1);
    String stem = layer.output();
    inputs.set(
        1,
        dequantized(
            nodes,
            editor,
            stem + "/weights",
            quantized.numbers(),
            quantized.scales(),
            quantized.axis()));
    if (inputs.size() > 2) {
      float scale = ranges.get(inputs.getFirst()).scale();
      Tensor bias = editor.constant(inputs.get(2)).orElseThrow();
      inputs.set(
          2,
          dequantized(
              nodes,
              editor,
              stem + "/bias",
              quantized.bias(bias, scale),
              quantized.biasScales(scale),
              0));
    }
    nodes.add(layer.withInputs(inputs));
    return nodes;
  }

  private static String dequantized(
      List<Node> nodes, GraphEditor editor, String stem, Tensor numbers, Tensor scales, int axis) {
    String output = editor.freshName(stem + "/dequantized");
    String integers = editor.addConstant(stem + "/integers", numbers);
    String steps = editor.addConstant(stem + "/scales", scales);
    nodes.add(
        Node.of("DequantizeLinear", output, integers, steps)
            .with("axis", Attribute.of((long) axis)));
    return output;
  }

  /** All readers of an activation read what is left of it after uint8. */
  private void around(String name, GraphEditor editor) {
    Range range = ranges.get(name);
    String scale = editor.addConstant(name + "/scale", Tensor.scalar(range.scale()));
    String zero =
        editor.addConstant(name + "/zero", Tensor.ofBytes(new byte[] {(byte) range.zeroPoint()}));
    String quantized = editor.freshName(name + "/quantized");
    String dequantized = editor.freshName(name + "/dequantized");
    editor.redirect(name, dequantized);
    editor.add(Node.of("QuantizeLinear", quantized, name, scale, zero));
    editor.add(Node.of("DequantizeLinear", dequantized, quantized, scale, zero));
  }
}
