package dev.facet.exporter.frontend;

import dev.facet.exporter.graph.Attribute;
import dev.facet.exporter.graph.Node;

/** Pooling over windows of {@code [N, C, H, W]}. */
final class PoolingOperators {
  private PoolingOperators() {}

  static void addTo(OperatorTable table) {
    table.add("maxpool2d", PoolingOperators::max).add("avgpool2d", PoolingOperators::average);
  }

  private static void max(Operation operation, Translation to) {
    Window window = window(operation);
    to.add(
        window
            .addTo(Node.of("MaxPool", operation.output(), operation.input()), operation, to)
            .with("dilations", window.dilations()));
  }

  /** SameDiff's argument 9 is 1 where padding counts as zeros in the mean, 0 where it does not. */
  private static void average(Operation operation, Translation to) {
    Window window = window(operation);
    if (window.dilationHeight() != 1 || window.dilationWidth() != 1) {
      throw operation.refuse(
          "is dilated by %d and %d, but averages are known only without dilation"
              .formatted(window.dilationHeight(), window.dilationWidth()));
    }
    to.add(
        window
            .addTo(Node.of("AveragePool", operation.output(), operation.input()), operation, to)
            .with("count_include_pad", Attribute.of(operation.integer(9, 0))));
  }

  private static Window window(Operation operation) {
    Window window = Window.of(operation);
    window.requireChannelsFirst(operation, operation.integer(10, 0));
    return window;
  }
}
