package dev.facet.trainer.kernel;

import java.util.List;
import java.util.Set;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The gradient of {@link ChannelGate}. With {@code dz} the incoming gradient where the rectifier
 * was open: {@code dx = dz * scale}, {@code dscale = sum over positions of dz * x} and {@code
 * dresidual = dz}.
 *
 * <p>Inputs: x, scale, dy and, where there is a residual, y. Outputs: dx, dscale and, where there
 * is one, dresidual.
 */
final class ChannelGateGradient extends JavaOperator {
  private final boolean residual;

  ChannelGateGradient(SameDiff graph, boolean residual, SDVariable... inputs) {
    super(graph, residual ? 3 : 2, inputs);
    this.residual = residual;
  }

  @Override
  public String opName() {
    return "channel_gate_gradient";
  }

  @Override
  public MapOrders orders() {
    return residual
        ? new MapOrders(MapOrders.Demand.EITHER, Set.of(0, 2, 3), Set.of(0, 2))
        : new MapOrders(MapOrders.Demand.EITHER, Set.of(0, 2), Set.of(0));
  }

  @Override
  public List<long[]> outputShapes(List<long[]> inputShapes) {
    return inputShapes.subList(0, residual ? 3 : 2);
  }

  @Override
  public Runnable bind(List<INDArray> inputs, List<INDArray> outputs) {
    return ChannelGate.gates(inputs).productBack(inputs, outputs);
  }

  @Override
  public List<SDVariable> doDiff(List<SDVariable> gradients) {
    throw new IllegalStateException("second derivatives of a gate do not exist");
  }
}
