package dev.facet.exporter.frontend;

import dev.facet.exporter.graph.Attribute;
import dev.facet.exporter.graph.Node;
import dev.facet.exporter.graph.Tensor;

/** Operators that change the extents of {@code [N, C, H, W]} without weights. */
final class ResizingOperators {
  private ResizingOperators() {}

  static void addTo(OperatorTable table) {
    table.add("upsampling2d", ResizingOperators::upsampling);
  }

  /** Repeats every value; arguments are the factors of height and width and 1 for this layout. */
  private static void upsampling(Operation operation, Translation to) {
    if (operation.integer(2, 0) != 1) {
      throw operation.refuse("has channels last, but only [N, C, H, W] is known");
    }
    float[] factors = {1, 1, operation.integer(0), operation.integer(1)};
    // a region is only looked at where images are cropped, but it cannot be left out
    String region = to.constant(operation, "region", Tensor.ofFloats(new float[0], 0));
    String scales = to.constant(operation, "scales", Tensor.ofFloats(factors, factors.length));
    to.add(
        Node.of("Resize", operation.output(), operation.input(), region, scales)
            .with("mode", Attribute.of("nearest"))
            .with("nearest_mode", Attribute.of("floor"))
            .with("coordinate_transformation_mode", Attribute.of("asymmetric")));
  }
}
