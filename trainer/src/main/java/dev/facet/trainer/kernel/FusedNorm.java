package dev.facet.trainer.kernel;

import java.util.List;
import java.util.Set;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Batch normalisation by the batch's own moments, with the residual sum and the rectifier that
 * follow it in a residual network: {@code y = relu(gamma * (x - mean) / sqrt(variance + epsilon) +
 * beta + residual)}, where residual and relu are optional (Ioffe and Szegedy 2015, algorithm 1; He
 * et al. 2016, figure 2).
 *
 * <p>Inputs: {@code x [N, C, H, W]}, {@code gamma [C]}, {@code beta [C]} and, if there is one,
 * {@code residual [N, C, H, W]}. Outputs: {@code y [N, C, H, W]}, {@code mean [C]} and {@code
 * inverse [C]}, which is {@code 1 / sqrt(variance + epsilon)} with the biased variance.
 */
public final class FusedNorm extends JavaOperator {
  private final boolean relu;
  private final double epsilon;

  /**
   * Adds the operator to a graph.
   *
   * @param epsilon added to the variance, positive
   * @param inputs x, gamma, beta and, optionally, the residual
   */
  public FusedNorm(SameDiff graph, boolean relu, double epsilon, SDVariable... inputs) {
    super(graph, 3, inputs);
    if (inputs.length != 3 && inputs.length != 4) {
      throw new IllegalArgumentException("fused norm takes 3 or 4 inputs, found " + inputs.length);
    }
    if (!(epsilon > 0)) {
      throw new IllegalArgumentException("epsilon must be positive, found " + epsilon);
    }
    this.relu = relu;
    this.epsilon = epsilon;
  }

  @Override
  public String opName() {
    return "fused_norm";
  }

  @Override
  public MapOrders orders() {
    return MapOrders.eitherInSinglePrecision(
        arg(0).dataType(), args().length == 4 ? Set.of(0, 3) : Set.of(0), Set.of(0));
  }

  @Override
  public List<long[]> outputShapes(List<long[]> inputShapes) {
    long[] x = inputShapes.getFirst();
    long[] channels = {x[1]};
    return List.of(x, channels, channels);
  }

  @Override
  public Runnable bind(List<INDArray> inputs, List<INDArray> outputs) {
    NormShape shape = NormShape.of(inputs.getFirst().shape());
    boolean residual = inputs.size() == 4;
    if (MapOrder.anyLast(outputs)) {
      return NormLastForward.fused(relu, inputs, outputs, (float) epsilon);
    }
    return inputs.getFirst().dataType() == DataType.DOUBLE
        ? new NormKernelDouble(shape, relu, residual).forward(inputs, outputs, epsilon)
        : new NormKernelFloat(shape, relu, residual).forward(inputs, outputs, (float) epsilon);
  }

  @Override
  public List<SDVariable> doDiff(List<SDVariable> gradients) {
    if (gradients.get(0) == null || gradients.get(1) != null || gradients.get(2) != null) {
      throw new IllegalStateException(
          "a fused normalisation passes gradients back from its first output only");
    }
    SDVariable[] in = args();
    SDVariable[] out = outputVariables();
    boolean residual = in.length == 4;
    SDVariable[] operands = {in[0], in[1], out[0], out[1], out[2], gradients.getFirst(), in[2]};
    return List.of(new FusedNormGradient(sameDiff, relu, residual, operands).outputVariables());
  }
}
