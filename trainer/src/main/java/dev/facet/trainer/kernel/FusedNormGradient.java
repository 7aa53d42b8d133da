package dev.facet.trainer.kernel;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The gradient of {@link FusedNorm}. With {@code dz} the incoming gradient where the rectifier was
 * open, {@code xh} the normalised input and M = N * H * W: {@code dbeta = sum(dz)}, {@code dgamma =
 * sum(dz * xh)}, {@code dx = gamma * inverse * (dz - dbeta / M - xh * dgamma / M)}, {@code
 * dresidual = dz} (Ioffe and Szegedy 2015, section 3).
 *
 * <p>Inputs: x, gamma, y, mean, inverse, dy, beta. Outputs: dx, dgamma, dbeta and, if there was
 * one, dresidual.
 */
final class FusedNormGradient extends JavaOperator {
  private final boolean relu;
  private final boolean residual;

  FusedNormGradient(SameDiff graph, boolean relu, boolean residual, SDVariable... inputs) {
    super(graph, residual ? 4 : 3, inputs);
    this.relu = relu;
    this.residual = residual;
  }

  @Override
  public String opName() {
    return "fused_norm_gradient";
  }

  @Override
  public MapOrders orders() {
    return MapOrders.eitherInSinglePrecision(
        arg(0).dataType(), Set.of(0, 2, 5), residual ? Set.of(0, 3) : Set.of(0));
  }

  @Override
  public List<long[]> outputShapes(List<long[]> inputShapes) {
    long[] x = inputShapes.getFirst();
    long[] channels = {x[1]};
    List<long[]> shapes = new ArrayList<>(List.of(x, channels, channels));
    if (residual) {
      shapes.add(x);
    }
    return shapes;
  }

  @Override
  public Runnable bind(List<INDArray> inputs, List<INDArray> outputs) {
    if (MapOrder.anyLast(outputs)) {
      return NormLastBackward.fused(relu, inputs, outputs);
    }
    NormShape shape = NormShape.of(inputs.getFirst().shape());
    return inputs.getFirst().dataType() == DataType.DOUBLE
        ? new NormKernelDouble(shape, relu, residual).backward(inputs, outputs)
        : new NormKernelFloat(shape, relu, residual).backward(inputs, outputs);
  }

  @Override
  public List<SDVariable> doDiff(List<SDVariable> gradients) {
    throw new IllegalStateException("second derivatives of a fused normalisation do not exist");
  }
}
