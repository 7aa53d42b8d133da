package dev.facet.exporter.inspect.page;

import dev.facet.exporter.onnx.outline.NodeOutline;
import java.util.Arrays;
import java.util.Locale;

/** Operators that do the same kind of work, and so have one colour. */
enum Family {
  PRODUCT("Convolutions and products"),
  ATTENTION("Attention", "Attention", "MultiHeadAttention", "GroupQueryAttention"),
  POOLING("Pooling and reductions"),
  NORMALISATION("Normalisation"),
  ACTIVATION(
      "Activations",
      "Relu LeakyRelu PRelu Elu Selu Celu Sigmoid HardSigmoid HardSwish Swish Tanh Gelu Mish Clip"
          + " ThresholdedRelu Softmax LogSoftmax Softplus Softsign QuickGelu FastGelu BiasGelu"),
  ELEMENTWISE(
      "Elementwise",
      "Add Sub Mul Div Pow Sqrt Reciprocal Exp Log Abs Neg Erf Sum Mean Max Min Floor Ceil Round"
          + " Sign Mod Not And Or Xor Equal Greater Less GreaterOrEqual LessOrEqual Where Sin Cos"),
  SHAPE(
      "Shape and layout",
      "Reshape Transpose Concat Split Slice Gather GatherND GatherElements Squeeze Unsqueeze"
          + " Flatten Expand Tile Pad Shape Size Resize Upsample DepthToSpace SpaceToDepth Identity"
          + " Cast CastLike ConstantOfShape Range ScatterND ScatterElements ReorderInput"
          + " ReorderOutput"),
  QUANTISATION("Quantisation", "QuantizeLinear DequantizeLinear DynamicQuantizeLinear"),
  OTHER("Others");

  private final String title;
  private final String operators;

  Family(String title, String... operators) {
    this.title = title;
    this.operators = " " + String.join(" ", operators) + " ";
  }

  /** Its name in the legend. */
  String title() {
    return title;
  }

  /** Its name in the style sheet. */
  String style() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The family of an operator: a known name first, else what the name contains. */
  static Family of(NodeOutline node) {
    String operator = node.operator();
    return Arrays.stream(values())
        .filter(family -> family.operators.contains(" " + operator + " "))
        .findFirst()
        .orElseGet(() -> byPart(operator));
  }

  private static Family byPart(String operator) {
    if (operator.contains("Conv") || operator.contains("MatMul") || operator.contains("Gemm")) {
      return PRODUCT;
    }
    if (operator.contains("Attention")) {
      return ATTENTION;
    }
    if (operator.contains("Pool") || operator.startsWith("Reduce")) {
      return POOLING;
    }
    return operator.contains("Norm") ? NORMALISATION : OTHER;
  }
}
