package dev.facet.trainer.kernel;

import java.util.List;
import java.util.Set;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The mean of every channel over its positions, global average pooling.
 *
 * <p>Input: {@code x [N, C, H, W]}. Output: {@code z [N, C]}.
 */
public final class PlaneMean extends JavaOperator {
  /** Adds the operator to a graph. */
  public PlaneMean(SameDiff graph, SDVariable x) {
    super(graph, 1, x);
  }

  @Override
  public String opName() {
    return "plane_mean";
  }

  @Override
  public MapOrders orders() {
    return new MapOrders(MapOrders.Demand.EITHER, Set.of(0), Set.of());
  }

  @Override
  public List<long[]> outputShapes(List<long[]> inputShapes) {
    long[] x = inputShapes.getFirst();
    return List.of(new long[] {x[0], x[1]});
  }

  @Override
  public Runnable bind(List<INDArray> inputs, List<INDArray> outputs) {
    INDArray x = inputs.getFirst();
    return Gates.of(GateShape.ofChannels(inputs), x.dataType()).mean(x, outputs.getFirst());
  }

  @Override
  public List<SDVariable> doDiff(List<SDVariable> gradients) {
    return List.of(new PlaneMeanGradient(sameDiff, arg(0), gradients.getFirst()).outputVariable());
  }
}
