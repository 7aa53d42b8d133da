package dev.facet.exporter.frontend;

import dev.facet.exporter.graph.Attribute;
import dev.facet.exporter.graph.Node;
import java.util.function.UnaryOperator;

/**
 * Pooling over windows of two or three axes. What SameDiff's 3D poolings hand over as width and
 * height their kernels take as height and width; the exported graph does what the kernels do.
 */
final class PoolingOperators {
  private PoolingOperators() {}

  static void addTo(OperatorTable table) {
    table
        .add("maxpool2d", (operation, to) -> max(operation, to, 2))
        .add("avgpool2d", (operation, to) -> average(operation, to, 2))
        .add("maxpool3dnew", (operation, to) -> max(operation, to, 3))
        .add("avgpool3dnew", (operation, to) -> average(operation, to, 3));
  }

  private static void max(Operation operation, Translation to, int axes) {
    Window window = window(operation, axes);
    result(operation, to, window, "MaxPool", node -> window.addTo(node, operation, to));
  }

  /** The argument behind the mode is 1 where padding counts as zeros in the mean, 0 otherwise. */
  private static void average(Operation operation, Translation to, int axes) {
    Window window = window(operation, axes);
    result(
        operation,
        to,
        window,
        "AveragePool",
        node ->
            window
                .addTo(node, operation, to)
                .with("count_include_pad", Attribute.of(operation.integer(4 * axes + 1, 0))));
  }

  private static Window window(Operation operation, int axes) {
    Window window = Window.ofPooling(operation, axes);
    if (window.dilated()) {
      throw operation.refuse(
          "is dilated by %s, which ND4J's oneDNN build leaves out".formatted(window.dilations()));
    }
    return window;
  }

  private static void result(
      Operation operation,
      Translation to,
      Window window,
      String onnxOperator,
      UnaryOperator<Node> attributes) {
    Steps steps = Steps.of(operation, to);
    Layout layout = Layout.of(window.axes() + 2, window.channelsLast());
    layout.result(steps, onnxOperator, attributes, layout.channelsFirst(steps, operation.input()));
  }
}
