package dev.facet.trainer.kernel;

import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.Set;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The gradient of {@link PositionPools}: that of a mean is shared by all positions, that of a
 * maximum goes to the first position that has it.
 *
 * <p>Inputs: maps, pools, dpools. Output: dmaps.
 */
final class PositionPoolsGradient extends GradientOperator {

  PositionPoolsGradient(SameDiff graph, SDVariable... inputs) {
    super(graph, 1, inputs);
  }

  @Override
  public String opName() {
    return "position_pools_gradient";
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
    // what of a maximum's gradient has not found its position yet
    MemorySegment rest = runs.scratch(shape.batch());
    return () ->
        shape.eachImage(
            n -> {
              long means = 2L * n * shape.channels();
              long maxima = means + shape.channels();
              long left = (long) n * shape.channels();
              runs.scale(1, dpools, maxima, rest, left);
              for (int p = 0; p < shape.plane(); p++) {
                long at = shape.start(n, p);
                runs.scale(1.0 / shape.plane(), dpools, means, dmaps, at);
                runs.hand(maps, at, pools, maxima, rest, left, dmaps, at);
              }
            });
  }
}
