package dev.facet.trainer.kernel;

import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.Set;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Means and maxima of maps over their positions.
 *
 * <p>Input: {@code maps [N, C, H, W]}. Output: {@code [N, 2, C]}, means and after them maxima.
 */
public final class PositionPools extends JavaOperator {

  /** Adds the operator to a graph. */
  public PositionPools(SameDiff graph, SDVariable maps) {
    super(graph, 1, maps);
  }

  @Override
  public String opName() {
    return "position_pools";
  }

  @Override
  public MapOrders orders() {
    return new MapOrders(MapOrders.Demand.CHANNELS_LAST, Set.of(0), Set.of());
  }

  @Override
  public List<long[]> outputShapes(List<long[]> inputShapes) {
    long[] maps = inputShapes.getFirst();
    return List.of(new long[] {maps[0], 2, maps[1]});
  }

  @Override
  public Runnable bind(List<INDArray> inputs, List<INDArray> outputs) {
    LastShape shape = LastShape.of(inputs.getFirst().shape());
    Runs runs = Runs.of(inputs.getFirst().dataType(), shape.channels());
    MemorySegment maps = Memory.ofMaps(inputs.getFirst());
    MemorySegment pools = Memory.of(outputs.getFirst());
    return () ->
        shape.eachImage(
            n -> {
              long means = 2L * n * shape.channels();
              long maxima = means + shape.channels();
              runs.fill(0, pools, means);
              runs.scale(1, maps, shape.start(n, 0), pools, maxima);
              for (int p = 0; p < shape.plane(); p++) {
                runs.addScaled(1.0 / shape.plane(), maps, shape.start(n, p), pools, means);
                runs.raise(maps, shape.start(n, p), pools, maxima);
              }
            });
  }

  @Override
  public List<SDVariable> doDiff(List<SDVariable> gradients) {
    SDVariable[] operands = {arg(0), outputVariable(), gradients.getFirst()};
    return List.of(new PositionPoolsGradient(sameDiff, operands).outputVariables());
  }
}
