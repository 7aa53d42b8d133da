package dev.facet.trainer.kernel;

import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.Set;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The gradient of {@link ChannelPools}: that of the mean is shared by all channels, that of the
 * maximum goes to the first channel that has it.
 *
 * <p>Inputs: maps, pools, dpools. Output: dmaps.
 */
final class ChannelPoolsGradient extends GradientOperator {

  ChannelPoolsGradient(SameDiff graph, SDVariable... inputs) {
    super(graph, 1, inputs);
  }

  @Override
  public String opName() {
    return "channel_pools_gradient";
  }

  @Override
  public MapOrders orders() {
    return new MapOrders(MapOrders.Demand.CHANNELS_LAST, Set.of(0), Set.of(0));
  }

  @Override
  public List<long[]> outputShapes(List<long[]> inputShapes) {
    return List.of(inputShapes.getFirst());
  }

  @Override
  public Runnable bind(List<INDArray> inputs, List<INDArray> outputs) {
    LastShape shape = LastShape.of(inputs.getFirst().shape());
    Runs runs = Runs.of(inputs.getFirst().dataType(), shape.channels());
    MemorySegment maps = Memory.ofMaps(inputs.get(0));
    MemorySegment pools = Memory.of(inputs.get(1));
    MemorySegment dpools = Memory.of(inputs.get(2));
    MemorySegment dmaps = Memory.ofMaps(outputs.getFirst());
    return () ->
        shape.eachImage(
            n -> {
              long mean = 2L * n * shape.plane();
              long maximum = mean + shape.plane();
              for (int p = 0; p < shape.plane(); p++) {
                long at = shape.start(n, p);
                runs.fill(runs.get(dpools, mean + p) / shape.channels(), dmaps, at);
                long first = first(runs, maps, at, runs.get(pools, maximum + p), shape.channels());
                double sum = runs.get(dmaps, first) + runs.get(dpools, maximum + p);
                runs.set(dmaps, first, sum);
              }
            });
  }

  /** Where a run first has the value; its beginning if the run holds what is no number. */
  private static long first(Runs runs, MemorySegment maps, long at, double value, int length) {
    for (int i = 0; i < length; i++) {
      if (runs.get(maps, at + i) == value) {
        return at + i;
      }
    }
    return at;
  }
}
