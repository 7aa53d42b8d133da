package dev.facet.trainer.kernel;

import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.Set;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The mean and the maximum of maps over their channels.
 *
 * <p>Input: {@code maps [N, C, H, W]}. Output: {@code [N, 2, H, W]}, the mean and after it the
 * maximum.
 */
public final class ChannelPools extends JavaOperator {

  /** Adds the operator to a graph. */
  public ChannelPools(SameDiff graph, SDVariable maps) {
    super(graph, 1, maps);
  }

  @Override
  public String opName() {
    return "channel_pools";
  }

  @Override
  public MapOrders orders() {
    return new MapOrders(MapOrders.Demand.CHANNELS_LAST, Set.of(0), Set.of());
  }

  @Override
  public List<long[]> outputShapes(List<long[]> inputShapes) {
    long[] maps = inputShapes.getFirst();
    return List.of(new long[] {maps[0], 2, maps[2], maps[3]});
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
              long mean = 2L * n * shape.plane();
              long maximum = mean + shape.plane();
              for (int p = 0; p < shape.plane(); p++) {
                long at = shape.start(n, p);
                runs.set(pools, mean + p, runs.sum(maps, at) / shape.channels());
                runs.set(pools, maximum + p, runs.largest(maps, at));
              }
            });
  }

  @Override
  public List<SDVariable> doDiff(List<SDVariable> gradients) {
    SDVariable[] operands = {arg(0), outputVariable(), gradients.getFirst()};
    return List.of(new ChannelPoolsGradient(sameDiff, operands).outputVariables());
  }
}
