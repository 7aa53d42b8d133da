package dev.facet.trainer.kernel;

import java.util.List;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The gradient of {@link PositionGate}: {@code dx = dy * mask} and {@code dmask[p] = sum over c of
 * dy[c, p] * x[c, p]}.
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
  public List<long[]> outputShapes(List<long[]> inputShapes) {
    return inputShapes.subList(0, 2);
  }

  @Override
  public Runnable bind(List<INDArray> inputs, List<INDArray> outputs) {
    GateShape shape = GateShape.ofBranches(inputs.getFirst().shape());
    return inputs.getFirst().dataType() == DataType.DOUBLE
        ? new GateKernelDouble(shape).byPositionBack(inputs, outputs)
        : new GateKernelFloat(shape).byPositionBack(inputs, outputs);
  }

  @Override
  public List<SDVariable> doDiff(List<SDVariable> gradients) {
    throw new IllegalStateException("second derivatives of a gate do not exist");
  }
}
