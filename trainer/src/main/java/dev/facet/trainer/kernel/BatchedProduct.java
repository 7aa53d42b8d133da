package dev.facet.trainer.kernel;

import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SRC;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_WEIGHTS;

import java.util.Arrays;
import java.util.List;
import org.bytedeco.dnnl.matmul;
import org.bytedeco.dnnl.memory;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A matrix product for each member of a batch by oneDNN, in single precision: what ND4J's {@code
 * matmul} computes on three axes, which takes four times as long for the nodes of forty attributes.
 *
 * <p>Inputs: {@code left [N, m, k]} and {@code right [N, k, n]}, or {@code [N, k, m]} and {@code
 * [N, n, k]} where they are transposed. Output: {@code [N, m, n]}.
 */
public final class BatchedProduct extends JavaOperator {
  private final boolean leftTransposed;
  private final boolean rightTransposed;

  /** Adds the operator to a graph. */
  public BatchedProduct(
      SameDiff graph,
      SDVariable left,
      SDVariable right,
      boolean leftTransposed,
      boolean rightTransposed) {
    super(graph, 1, left, right);
    this.leftTransposed = leftTransposed;
    this.rightTransposed = rightTransposed;
  }

  @Override
  public String opName() {
    return "batched_product";
  }

  @Override
  public List<long[]> outputShapes(List<long[]> inputShapes) {
    long[] left = turned(inputShapes.get(0), leftTransposed);
    long[] right = turned(inputShapes.get(1), rightTransposed);
    if (left[0] != right[0] || left[2] != right[1]) {
      throw new IllegalArgumentException(
          "a batched product needs [N, m, k] and [N, k, n], found %s and %s"
              .formatted(Arrays.toString(left), Arrays.toString(right)));
    }
    return List.of(new long[] {left[0], left[1], right[2]});
  }

  private static long[] turned(long[] shape, boolean transposed) {
    return transposed ? new long[] {shape[0], shape[2], shape[1]} : shape;
  }

  @Override
  public Runnable bind(List<INDArray> inputs, List<INDArray> outputs) {
    memory.desc left = order(inputs.get(0).shape(), leftTransposed);
    memory.desc right = order(inputs.get(1).shape(), rightTransposed);
    memory.desc product = order(outputs.getFirst().shape(), false);
    matmul.primitive_desc work =
        new matmul.primitive_desc(new matmul.desc(left, right, product), OneDnn.engine());
    return OneDnn.execution(
        new matmul(work),
        DNNL_ARG_SRC,
        OneDnn.memory(left, inputs.get(0)),
        DNNL_ARG_WEIGHTS,
        OneDnn.memory(right, inputs.get(1)),
        DNNL_ARG_DST,
        OneDnn.memory(product, outputs.getFirst()));
  }

  /** Matrices as they enter the product, though they may lie in memory the other way round. */
  private static memory.desc order(long[] shape, boolean transposed) {
    return new memory.desc(
        turned(shape, transposed),
        memory.data_type.f32,
        transposed ? memory.format_tag.acb : memory.format_tag.abc);
  }

  @Override
  public List<SDVariable> doDiff(List<SDVariable> gradients) {
    SDVariable left = arg(0);
    SDVariable right = arg(1);
    SDVariable dy = gradients.getFirst();
    // of Y = L R: dL = dY Rt and dR = Lt dY, each turned as its operand is
    SDVariable dleft =
        leftTransposed
            ? product(right, dy, rightTransposed, true)
            : product(dy, right, false, !rightTransposed);
    SDVariable dright =
        rightTransposed
            ? product(dy, left, true, leftTransposed)
            : product(left, dy, !leftTransposed, false);
    return List.of(dleft, dright);
  }

  private SDVariable product(
      SDVariable left, SDVariable right, boolean leftTransposed, boolean rightTransposed) {
    return new BatchedProduct(sameDiff, left, right, leftTransposed, rightTransposed)
        .outputVariable();
  }
}
