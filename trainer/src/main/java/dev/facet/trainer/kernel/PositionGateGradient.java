package dev.facet.trainer.kernel;

import java.util.List;
import java.util.Set;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The gradient of {@link PositionGate}: {@code dx = dy * mask} and, at every position, {@code dmask
 * = sum of dy * x} over the branch's channels.
 *
 * <p>Inputs: x, mask, dy. Outputs: dx, dmask.
 */
final class PositionGateGradient extends JavaOperator {
  PositionGateGradient(SameDiff graph, SDVariable x, SDVariable mask, SDVariable dy) {
    super(graph, 2, x, mask, dy);
  }

  @Override
  public String opName() {
    return "position_gate_gradient";
  }

  @Override
  public MapOrders orders() {
    return new MapOrders(MapOrders.Demand.EITHER, Set.of(0, 1, 2), Set.of(0, 1));
  }

  @Override
  public List<long[]> outputShapes(List<long[]> inputShapes) {
    return inputShapes.subList(0, 2);
  }

  @Override
  public Runnable bind(List<INDArray> inputs, List<INDArray> outputs) {
    return PositionGate.gates(inputs).productBack(inputs, outputs);
  }

  @Override
  public List<SDVariable> doDiff(List<SDVariable> gradients) {
    throw new IllegalStateException("second derivatives of a gate do not exist");
  }
}
