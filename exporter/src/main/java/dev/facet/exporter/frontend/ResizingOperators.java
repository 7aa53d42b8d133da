package dev.facet.exporter.frontend;

import dev.facet.exporter.graph.Attribute;
import dev.facet.exporter.graph.Node;
import dev.facet.exporter.graph.Tensor;
import java.util.Arrays;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Operators that change how many positions there are, without weights. */
final class ResizingOperators {
  private static final int BILINEAR = 0;
  private static final int NEAREST = 1;

  private ResizingOperators() {}

  static void addTo(OperatorTable table) {
    table
        .add(
            "upsampling2d",
            (operation, to) -> upsampling(operation, to, 2, operation.integer(2, 0) == 0))
        .add("upsampling3d", (operation, to) -> upsampling(operation, to, 3, false))
        .add("space_to_depth", ResizingOperators::spaceToDepth)
        .add("depth_to_space", ResizingOperators::depthToSpace)
        .add("resize_bilinear", ResizingOperators::bilinear)
        .add("image_resize", ResizingOperators::image)
        .guard("image_resize", ResizingOperators::requirePlain);
  }

  /**
   * Repeats every value; integers are the factors and, over two axes, 1 for channels first. Over
   * three ND4J looks for the layout where SameDiff puts a factor, and always takes channels first.
   */
  private static void upsampling(
      Operation operation, Translation to, int axes, boolean channelsLast) {
    Steps steps = Steps.of(operation, to);
    Layout layout = Layout.of(axes + 2, channelsLast);
    float[] factors = new float[axes + 2];
    Arrays.fill(factors, 1);
    for (int axis = 0; axis < axes; axis++) {
      factors[axis + 2] = operation.integer(axis);
    }
    String scales = to.constant(operation, "scales", Tensor.ofFloats(factors, factors.length));
    layout.result(
        steps,
        "Resize",
        nearest("asymmetric", "floor"),
        layout.channelsFirst(steps, operation.input()),
        region(operation, to),
        scales);
  }

  private static UnaryOperator<Node> mode(String mode, String coordinates) {
    return node ->
        node.with("mode", Attribute.of(mode))
            .with("coordinate_transformation_mode", Attribute.of(coordinates));
  }

  private static UnaryOperator<Node> nearest(String coordinates, String rounding) {
    return node ->
        mode("nearest", coordinates).apply(node).with("nearest_mode", Attribute.of(rounding));
  }

  /** A region is only looked at where images are cropped, but it cannot be left out. */
  private static String region(Operation operation, Translation to) {
    return to.constant(operation, "region", Tensor.ofFloats(new float[0], 0));
  }

  /** The integers are the size of a block and 0 for channels first. */
  private static void spaceToDepth(Operation operation, Translation to) {
    Steps steps = Steps.of(operation, to);
    boolean channelsLast = operation.integer(1) != 0;
    Layout layout = Layout.of(4, channelsLast);
    layout.result(
        steps,
        "SpaceToDepth",
        node -> node.with("blocksize", Attribute.of(operation.integer(0))),
        layout.channelsFirst(steps, operation.input()));
  }

  private static void depthToSpace(Operation operation, Translation to) {
    Steps steps = Steps.of(operation, to);
    Layout layout = Layout.of(4, operation.integer(1) != 0);
    layout.result(
        steps,
        "DepthToSpace",
        node ->
            node.with("blocksize", Attribute.of(operation.integer(0)))
                .with("mode", Attribute.of("DCR")),
        layout.channelsFirst(steps, operation.input()));
  }

  /** Integers are height and width; flags say that corners or that the middles of pixels align. */
  private static void bilinear(Operation operation, Translation to) {
    String coordinates =
        operation.flag(0) ? "align_corners" : operation.flag(1) ? "half_pixel" : "asymmetric";
    long[] size =
        operation.integers().size() < 2
            ? to.constantIntegers(operation, operation.operand(1))
            : operation.integersFrom(0);
    resize(operation, to, size, mode("linear", coordinates));
  }

  /** Flags are to keep the aspect and to smooth first; with both ND4J reads beyond its memory. */
  private static void requirePlain(Operation operation, Map<String, Tensor> constants) {
    if (operation.flag(0) || operation.flag(1)) {
      throw operation.refuse("keeps the aspect or smooths first, which ONNX has no equal of");
    }
  }

  /** Inputs are images and their new size; the integer is the method, flags refine it. */
  private static void image(Operation operation, Translation to) {
    long method = operation.integer(0);
    UnaryOperator<Node> mode =
        switch (Math.toIntExact(method)) {
          case BILINEAR -> mode("linear", "half_pixel");
          case NEAREST -> nearest("half_pixel", "round_prefer_ceil");
          default ->
              throw operation.refuse(
                  "resizes by method %d, but only bilinear (0) and nearest (1) mean the same in ONNX"
                      .formatted(method));
        };
    resize(operation, to, to.constantIntegers(operation, operation.operand(1)), mode);
  }

  /** Resizes images {@code [N, H, W, C]}. */
  private static void resize(
      Operation operation, Translation to, long[] size, UnaryOperator<Node> mode) {
    if (to.rank(operation.input()) != 4) {
      throw operation.refuse("works on a single image, but only [N, H, W, C] is known");
    }
    Steps steps = Steps.of(operation, to);
    Layout layout = Layout.of(4, true);
    float[] scales = {
      1,
      1,
      (float) size[0] / to.size(operation, operation.input(), 1),
      (float) size[1] / to.size(operation, operation.input(), 2)
    };
    layout.result(
        steps,
        "Resize",
        mode,
        layout.channelsFirst(steps, operation.input()),
        region(operation, to),
        to.constant(operation, "scales", Tensor.ofFloats(scales, scales.length)));
  }
}
