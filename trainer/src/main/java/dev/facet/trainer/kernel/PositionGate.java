package dev.facet.trainer.kernel;

import java.util.List;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The product of every channel of a branch with the branch's mask over positions (PSE, eq. 3):
 * {@code y[n, k, c, p] = x[n, k, c, p] * mask[n, k, 0, p]}.
 *
 * <p>Inputs: {@code x [N, K, C, P]} and {@code mask [N, K, 1, P]}. Output: {@code y [N, K, C, P]}.
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
  public List<long[]> outputShapes(List<long[]> inputShapes) {
    return List.of(inputShapes.getFirst());
  }

  @Override
  public Runnable bind(List<INDArray> inputs, List<INDArray> outputs) {
    GateShape shape = GateShape.ofBranches(inputs.getFirst().shape());
    return inputs.getFirst().dataType() == DataType.DOUBLE
        ? new GateKernelDouble(shape).byPosition(inputs, outputs)
        : new GateKernelFloat(shape).byPosition(inputs, outputs);
  }

  @Override
  public List<SDVariable> doDiff(List<SDVariable> gradients) {
    return List.of(
        new PositionGateGradient(sameDiff, arg(0), arg(1), gradients.getFirst()).outputVariables());
  }
}
