package dev.facet.trainer.kernel;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Normalisation by moments that do not move, with the residual sum and the rectifier that follow
 * it: {@code y = relu(gamma * (x - mean) / sqrt(variance + epsilon) + beta + residual)}. The form
 * that a frozen layer takes while others learn: gradients pass through it to x and to the residual,
 * and to nothing else.
 *
 * <p>Inputs: {@code x [N, C, H, W]}, {@code gamma}, {@code beta}, {@code mean} and {@code variance}
 * of {@code [C]} and, if there is one, {@code residual [N, C, H, W]}. Output: {@code y}.
 */
public final class FixedNorm extends JavaOperator {
  private final boolean relu;
  private final double epsilon;

  /**
   * Adds the operator to a graph.
   *
   * @param epsilon added to the variance, positive
   * @param inputs x, gamma, beta, mean, variance and, optionally, the residual
   */
  public FixedNorm(SameDiff graph, boolean relu, double epsilon, SDVariable... inputs) {
    super(graph, 1, inputs);
    if (inputs.length != 5 && inputs.length != 6) {
      throw new IllegalArgumentException("fixed norm takes 5 or 6 inputs, found " + inputs.length);
    }
    if (!(epsilon > 0)) {
      throw new IllegalArgumentException("epsilon must be positive, found " + epsilon);
    }
    this.relu = relu;
    this.epsilon = epsilon;
  }

  @Override
  public String opName() {
    return "fixed_norm";
  }

  @Override
  public MapOrders orders() {
    return MapOrders.eitherInSinglePrecision(
        arg(0).dataType(), args().length == 6 ? Set.of(0, 5) : Set.of(0), Set.of(0));
  }

  @Override
  public List<long[]> outputShapes(List<long[]> inputShapes) {
    return List.of(inputShapes.getFirst());
  }

  @Override
  public Runnable bind(List<INDArray> inputs, List<INDArray> outputs) {
    if (MapOrder.anyLast(outputs)) {
      return NormLastForward.fixed(relu, inputs, outputs, epsilon);
    }
    NormShape shape = NormShape.of(inputs.getFirst().shape());
    boolean residual = inputs.size() == 6;
    return inputs.getFirst().dataType() == DataType.DOUBLE
        ? new NormKernelDouble(shape, relu, residual).fixedForward(inputs, outputs, epsilon)
        : new NormKernelFloat(shape, relu, residual).fixedForward(inputs, outputs, epsilon);
  }

  @Override
  public List<SDVariable> doDiff(List<SDVariable> gradients) {
    SDVariable[] in = args();
    boolean residual = in.length == 6;
    SDVariable[] operands = {in[1], in[4], outputVariable(), gradients.getFirst()};
    SDVariable[] out =
        new FixedNormGradient(sameDiff, relu, residual, epsilon, operands).outputVariables();
    // gamma, beta and the moments are frozen: whoever asks for their gradients finds none
    return residual
        ? Arrays.asList(out[0], null, null, null, null, out[1])
        : Arrays.asList(out[0], null, null, null, null);
  }
}
