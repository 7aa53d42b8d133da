package dev.facet.exporter.pass;

import dev.facet.exporter.ExportException;
import dev.facet.exporter.graph.Attribute;
import dev.facet.exporter.graph.Dimension;
import dev.facet.exporter.graph.ElementType;
import dev.facet.exporter.graph.Graph;
import dev.facet.exporter.graph.GraphEditor;
import dev.facet.exporter.graph.Node;
import dev.facet.exporter.graph.Tensor;
import dev.facet.exporter.graph.Value;
import java.util.ArrayList;
import java.util.List;

/**
 * Moves preprocessing into the graph: its input becomes uint8 {@code [N, H, W, 3]} RGB, and
 * training and serving can no longer differ.
 *
 * <p>Crop and transposition work on bytes, a quarter of the memory that floats would move. The
 * product and the sum stay nodes of their own: folded into the first convolution they would change
 * its border, which is padded with zeros <em>after</em> normalisation.
 *
 * <p>Fails with an {@link ExportException} if the graph's input does not fit the crop.
 *
 * @param input the graph's input, float32 {@code [N, 3, cropHeight, cropWidth]} before the pass
 * @param preprocessing what to bake
 */
public record BakePreprocessing(String input, Preprocessing preprocessing) implements Pass {
  private static final double BYTE_RANGE = 255;

  @Override
  public Graph apply(Graph graph) {
    Value before =
        graph
            .input(input)
            .orElseThrow(
                () ->
                    new ExportException(
                        "The graph has no input %s, but inputs %s: fit the network again."
                            .formatted(input, graph.inputs().stream().map(Value::name).toList())));
    if (before.type() == ElementType.UINT8) {
      return graph;
    }
    List<Dimension> expected =
        List.of(
            Dimension.batch(),
            Dimension.of(Preprocessing.CHANNELS),
            Dimension.of(preprocessing.cropHeight()),
            Dimension.of(preprocessing.cropWidth()));
    if (!before.shape().equals(expected)) {
      throw new ExportException(
          "Input %s must have the shape %s by the recipe, found %s in the graph: the two are not from"
                  .formatted(input, expected, before.shape())
              + " one run, fit the network again.");
    }
    GraphEditor editor = new GraphEditor(graph);
    List<Node> nodes = new ArrayList<>();
    String normalized = editor.freshName(input + "/normalized");
    editor.redirect(input, normalized);
    String planes = transpose(crop(nodes, editor), nodes, editor, expected);
    normalize(planes, normalized, nodes, editor, expected);
    editor.prepend(nodes);
    editor.replaceInput(
        new Value(input, ElementType.UINT8, pixels(preprocessing.height(), preprocessing.width())));
    return editor.finish();
  }

  private static List<Dimension> pixels(int height, int width) {
    return List.of(
        Dimension.batch(),
        Dimension.of(height),
        Dimension.of(width),
        Dimension.of(Preprocessing.CHANNELS));
  }

  private String crop(List<Node> nodes, GraphEditor editor) {
    if (!preprocessing.crops()) {
      return input;
    }
    long top = preprocessing.top();
    long left = preprocessing.left();
    String begins = editor.addConstant(input + "/begins", Tensor.list(top, left));
    String ends =
        editor.addConstant(
            input + "/ends",
            Tensor.list(top + preprocessing.cropHeight(), left + preprocessing.cropWidth()));
    String axes = editor.addConstant(input + "/axes", Tensor.list(1, 2));
    String output = editor.freshName(input + "/cropped");
    nodes.add(Node.of("Slice", output, input, begins, ends, axes));
    editor.describe(
        new Value(
            output,
            ElementType.UINT8,
            pixels(preprocessing.cropHeight(), preprocessing.cropWidth())));
    return output;
  }

  private String transpose(
      String pixels, List<Node> nodes, GraphEditor editor, List<Dimension> shape) {
    String planes = editor.freshName(input + "/planes");
    nodes.add(Node.of("Transpose", planes, pixels).with("perm", new long[] {0, 3, 1, 2}));
    editor.describe(new Value(planes, ElementType.UINT8, shape));
    String floats = editor.freshName(input + "/floats");
    nodes.add(
        Node.of("Cast", floats, planes).with("to", Attribute.of(ElementType.FLOAT.onnxCode())));
    editor.describe(new Value(floats, ElementType.FLOAT, shape));
    return floats;
  }

  private void normalize(
      String floats, String output, List<Node> nodes, GraphEditor editor, List<Dimension> shape) {
    float[] scale = new float[Preprocessing.CHANNELS];
    float[] shift = new float[Preprocessing.CHANNELS];
    for (int c = 0; c < Preprocessing.CHANNELS; c++) {
      double mean = preprocessing.mean().get(c);
      double std = preprocessing.std().get(c);
      scale[c] = (float) (1 / (BYTE_RANGE * std));
      shift[c] = (float) (-mean / std);
    }
    String factor = editor.addConstant(input + "/scale", perChannel(scale));
    String offset = editor.addConstant(input + "/shift", perChannel(shift));
    String scaled = editor.freshName(input + "/scaled");
    nodes.add(Node.of("Mul", scaled, floats, factor));
    editor.describe(new Value(scaled, ElementType.FLOAT, shape));
    nodes.add(Node.of("Add", output, scaled, offset));
    editor.describe(new Value(output, ElementType.FLOAT, shape));
  }

  private static Tensor perChannel(float[] values) {
    return Tensor.ofFloats(values, 1, Preprocessing.CHANNELS, 1, 1);
  }
}
