package dev.facet.trainer.kernel;

import java.util.List;
import java.util.Set;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The product of every channel of a branch with the branch's mask over positions (PSE, eq. 3), for
 * K branches side by side: {@code y[n, k * C + c, i] = x[n, k * C + c, i] * mask[n, k, i]}.
 *
 * <p>Inputs: {@code x [N, K * C, H, W]} and {@code mask [N, K, H, W]}. Output: {@code y [N, K * C,
 * H, W]}.
 */
public final class PositionGate extends JavaOperator {
  /** Adds the operator to a graph. */
  public PositionGate(SameDiff graph, SDVariable x, SDVariable mask) {
    super(graph, 1, x, mask);
  }

  @Override
  public String opName() {
    return "position_gate";
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
    return gates(inputs).product(inputs, outputs);
  }

  /** The computations on maps and a mask. */
  static Gates gates(List<INDArray> inputs) {
    GateShape shape = GateShape.ofPositions(inputs, inputs.get(1).size(1));
    return Gates.of(shape, inputs.getFirst().dataType());
  }

  @Override
  public List<SDVariable> doDiff(List<SDVariable> gradients) {
    return List.of(
        new PositionGateGradient(sameDiff, arg(0), arg(1), gradients.getFirst()).outputVariables());
  }
}
