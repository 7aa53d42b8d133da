package dev.facet.trainer.kernel;

import java.util.List;
import java.util.Set;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The gradient of {@link FixedNorm}: with {@code dz} the incoming gradient where the rectifier was
 * open, {@code dx = gamma / sqrt(variance + epsilon) * dz} and {@code dresidual = dz}.
 *
 * <p>Inputs: gamma, variance, y, dy. Outputs: dx and, if there was one, dresidual.
 */
final class FixedNormGradient extends JavaOperator {
  private final boolean relu;
  private final boolean residual;
  private final double epsilon;

  FixedNormGradient(
      SameDiff graph, boolean relu, boolean residual, double epsilon, SDVariable... inputs) {
    super(graph, residual ? 2 : 1, inputs);
    this.relu = relu;
    this.residual = residual;
    this.epsilon = epsilon;
  }

  @Override
  public String opName() {
    return "fixed_norm_gradient";
  }

  @Override
  public MapOrders orders() {
    return MapOrders.eitherInSinglePrecision(
        arg(0).dataType(), Set.of(2, 3), residual ? Set.of(0, 1) : Set.of(0));
  }

  @Override
  public List<long[]> outputShapes(List<long[]> inputShapes) {
    long[] y = inputShapes.get(2);
    return residual ? List.of(y, y) : List.of(y);
  }

  @Override
  public Runnable bind(List<INDArray> inputs, List<INDArray> outputs) {
    if (MapOrder.anyLast(outputs)) {
      return NormLastBackward.fixed(relu, inputs, outputs, epsilon);
    }
    NormShape shape = NormShape.of(inputs.get(2).shape());
    return inputs.getFirst().dataType() == DataType.DOUBLE
        ? new NormKernelDouble(shape, relu, residual).fixedBackward(inputs, outputs, epsilon)
        : new NormKernelFloat(shape, relu, residual).fixedBackward(inputs, outputs, epsilon);
  }

  @Override
  public List<SDVariable> doDiff(List<SDVariable> gradients) {
    throw new IllegalStateException("second derivatives of a fixed normalisation do not exist");
  }
}
