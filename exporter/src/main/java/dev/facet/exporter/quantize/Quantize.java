package dev.facet.exporter.quantize;

import dev.facet.exporter.graph.Attribute;
import dev.facet.exporter.graph.Graph;
import dev.facet.exporter.graph.GraphEditor;
import dev.facet.exporter.graph.Node;
import dev.facet.exporter.graph.Tensor;
import dev.facet.exporter.pass.Pass;
import dev.facet.exporter.pass.RemoveDeadNodes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Writes a plan into a graph: every activation of the plan is quantized and dequantized where it
 * arises, weights and biases are stored as integers and dequantized. A runtime that knows the
 * pattern computes what lies between on integers; any other computes the same on floats. What only
 * moves numbers moves the integers.
 *
 * @param plan what to quantize
 * @param ranges of the plan's activations and constants
 */
record Quantize(QuantizationPlan plan, Map<String, Range> ranges) implements Pass {
  @Override
  public Graph apply(Graph graph) {
    GraphEditor editor = new GraphEditor(graph);
    for (Node layer : plan.layers()) {
      editor.replace(layer, weighted(layer, editor).toArray(Node[]::new));
    }
    Map<String, String> integers = new HashMap<>();
    plan.activations()
        .forEach(
            (name, origin) -> {
              if (name.equals(origin)) {
                integers.put(name, around(name, editor));
              }
            });
    plan.movers(graph).forEach(mover -> move(mover, integers, editor));
    plan.constants().forEach(name -> store(name, editor));
    return new RemoveDeadNodes().apply(editor.finish());
  }

  private List<Node> weighted(Node layer, GraphEditor editor) {
    List<Node> nodes = new ArrayList<>();
    List<String> inputs = new ArrayList<>(layer.inputs());
    Tensor weights = editor.constant(inputs.get(1)).orElseThrow();
    QuantizedWeights quantized = QuantizedWeights.of(weights, Layers.outputAxis(layer));
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

  /** All readers of an activation read what is left of it after uint8, whose name is returned. */
  private String around(String name, GraphEditor editor) {
    String[] steps = steps(name, editor);
    String quantized = editor.freshName(name + "/quantized");
    String floats = name;
    String dequantized = editor.freshName(name + "/dequantized");
    if (editor.isOutput(name) && plan.computes(editor.producer(name).orElseThrow())) {
      // Nothing may read the floats of an operator that shall have none, not even the caller.
      floats = editor.freshName(name + "/floats");
      dequantized = name;
      editor.rename(name, floats);
    }
    editor.redirect(floats, dequantized);
    editor.add(Node.of("QuantizeLinear", quantized, floats, steps[0], steps[1]));
    editor.add(
        new Node(
            editor.freshName(name + "/dequantized"),
            "",
            "DequantizeLinear",
            List.of(quantized, steps[0], steps[1]),
            List.of(dequantized),
            new TreeMap<>()));
    return quantized;
  }

  private void move(Node mover, Map<String, String> integers, GraphEditor editor) {
    String[] steps = steps(mover.output(), editor);
    String moved = editor.freshName(mover.output() + "/quantized");
    List<String> inputs = new ArrayList<>(mover.inputs());
    inputs.set(0, integers.get(mover.inputs().getFirst()));
    editor.replace(
        editor.producer(mover.output()).orElseThrow(),
        mover.withInputs(inputs).withOutputs(List.of(moved)),
        new Node(
            editor.freshName(mover.output() + "/dequantized"),
            "",
            "DequantizeLinear",
            List.of(moved, steps[0], steps[1]),
            mover.outputs(),
            new TreeMap<>()));
    integers.put(mover.output(), moved);
  }

  private void store(String constant, GraphEditor editor) {
    Range range = ranges.get(constant);
    Tensor numbers = editor.constant(constant).orElseThrow();
    float[] values = numbers.floats();
    byte[] levels = new byte[values.length];
    for (int i = 0; i < levels.length; i++) {
      levels[i] = (byte) range.quantize(values[i]);
    }
    String[] steps = steps(constant, editor);
    String dequantized = editor.freshName(constant + "/dequantized");
    String stored =
        editor.addConstant(constant + "/levels", Tensor.ofBytes(levels, numbers.shape()));
    editor.redirect(constant, dequantized);
    editor.add(Node.of("DequantizeLinear", dequantized, stored, steps[0], steps[1]));
  }

  /** The constants scale and zero point of a range. */
  private String[] steps(String name, GraphEditor editor) {
    Range range = ranges.get(name);
    return new String[] {
      editor.addConstant(name + "/scale", Tensor.scalar(range.scale())),
      editor.addConstant(name + "/zero", Tensor.ofBytes(new byte[] {(byte) range.zeroPoint()}))
    };
  }
}
