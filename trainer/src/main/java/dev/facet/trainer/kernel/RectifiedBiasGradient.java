package dev.facet.trainer.kernel;

import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.Set;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The gradient of {@link RectifiedBias}: what the rectifier lets pass, and its sum for each
 * channel.
 *
 * <p>Inputs: y, dy. Outputs: dmaps, dbias.
 */
final class RectifiedBiasGradient extends GradientOperator {

  RectifiedBiasGradient(SameDiff graph, SDVariable... inputs) {
    super(graph, 2, inputs);
  }

  @Override
  public String opName() {
    return "rectified_bias_gradient";
  }

  @Override
  public MapOrders orders() {
    return new MapOrders(MapOrders.Demand.CHANNELS_LAST, Set.of(0, 1), Set.of(0));
  }

  @Override
  public List<long[]> outputShapes(List<long[]> inputShapes) {
    long[] maps = inputShapes.getFirst();
    return List.of(maps, new long[] {1, maps[1], 1, 1});
  }

  @Override
  public Runnable bind(List<INDArray> inputs, List<INDArray> outputs) {
    LastShape shape = LastShape.of(inputs.getFirst().shape());
    Runs runs = Runs.of(inputs.getFirst().dataType(), shape.channels());
    MemorySegment y = Memory.ofMaps(inputs.get(0));
    MemorySegment dy = Memory.ofMaps(inputs.get(1));
    MemorySegment dmaps = Memory.ofMaps(outputs.get(0));
    MemorySegment dbias = Memory.of(outputs.get(1));
    MemorySegment sums = runs.scratch(shape.batch());
    return () -> {
      shape.eachImage(
          n -> {
            long sum = (long) n * shape.channels();
            runs.fill(0, sums, sum);
            for (int p = 0; p < shape.plane(); p++) {
              long at = shape.start(n, p);
              runs.open(dy, at, y, at, dmaps, at, sums, sum);
            }
          });
      runs.fill(0, dbias, 0);
      for (int n = 0; n < shape.batch(); n++) {
        runs.addScaled(1, sums, (long) n * shape.channels(), dbias, 0);
      }
    };
  }
}
