package dev.facet.trainer.kernel;

import java.util.List;
import java.util.Set;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The gradient of {@link PositionMean}: {@code dx[n, k * C + c, i] = dz[n, k, i] / C}.
 *
 * <p>Inputs: x, of which the shape and the order in memory count, and dz. Output: dx.
 */
final class PositionMeanGradient extends JavaOperator {
  PositionMeanGradient(SameDiff graph, SDVariable x, SDVariable dz) {
    super(graph, 1, x, dz);
  }

  @Override
  public String opName() {
    return "position_mean_gradient";
  }

  @Override
  public MapOrders orders() {
    return new MapOrders(MapOrders.Demand.EITHER, Set.of(0, 1), Set.of(0));
  }

  @Override
  public List<long[]> outputShapes(List<long[]> inputShapes) {
    return List.of(inputShapes.getFirst());
  }

  @Override
  public Runnable bind(List<INDArray> inputs, List<INDArray> outputs) {
    return PositionGate.gates(inputs).meanBack(inputs.get(1), outputs.getFirst());
  }

  @Override
  public List<SDVariable> doDiff(List<SDVariable> gradients) {
    throw new IllegalStateException("second derivatives of a mean over channels do not exist");
  }
}
