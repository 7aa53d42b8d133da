package dev.facet.trainer.kernel;

import java.util.List;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.impl.reduce.bp.MeanBp;

/**
 * The mean of a branch's channels at every position (PSE, eq. 1): {@code z[n, k, p] = mean over c
 * of x[n, k, c, p]}.
 *
 * <p>Input: {@code x [N, K, C, P]}. Output: {@code z [N, K, P]}.
 */
public final class PositionMean extends JavaOperator {
  /** Adds the operator to a graph. */
  public PositionMean(SameDiff graph, SDVariable x) {
    super(graph, 1, x);
  }

  @Override
  public String opName() {
    return "position_mean";
  }

  @Override
  public List<long[]> outputShapes(List<long[]> inputShapes) {
    long[] x = inputShapes.getFirst();
    return List.of(new long[] {x[0], x[1], x[3]});
  }

  @Override
  public Runnable bind(List<INDArray> inputs, List<INDArray> outputs) {
    GateShape shape = GateShape.ofBranches(inputs.getFirst().shape());
    return inputs.getFirst().dataType() == DataType.DOUBLE
        ? new GateKernelDouble(shape).mean(inputs, outputs)
        : new GateKernelFloat(shape).mean(inputs, outputs);
  }

  @Override
  public List<SDVariable> doDiff(List<SDVariable> gradients) {
    return List.of(new MeanBp(sameDiff, arg(0), gradients.getFirst(), false, 2).outputVariable());
  }
}
