package dev.facet.trainer.kernel;

import java.util.List;
import java.util.Set;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The mean of a branch's channels at every position (PSE, eq. 1), for K branches side by side:
 * {@code z[n, k, i] = mean over c of x[n, k * C + c, i]}.
 *
 * <p>Input: {@code x [N, K * C, H, W]}. Output: {@code z [N, K, H, W]}.
 */
public final class PositionMean extends JavaOperator {
  private final int branches;

  /**
   * Adds the operator to a graph.
   *
   * @param branches K, which divides the channels of x
   */
  public PositionMean(SameDiff graph, SDVariable x, int branches) {
    super(graph, 1, x);
    this.branches = branches;
  }

  @Override
  public String opName() {
    return "position_mean";
  }

  @Override
  public MapOrders orders() {
    return new MapOrders(MapOrders.Demand.EITHER, Set.of(0), Set.of(0));
  }

  @Override
  public List<long[]> outputShapes(List<long[]> inputShapes) {
    long[] x = inputShapes.getFirst();
    return List.of(new long[] {x[0], branches, x[2], x[3]});
  }

  @Override
  public Runnable bind(List<INDArray> inputs, List<INDArray> outputs) {
    INDArray x = inputs.getFirst();
    return Gates.of(GateShape.ofPositions(inputs, branches), x.dataType())
        .mean(x, outputs.getFirst());
  }

  @Override
  public List<SDVariable> doDiff(List<SDVariable> gradients) {
    return List.of(
        new PositionMeanGradient(sameDiff, arg(0), gradients.getFirst()).outputVariable());
  }
}
