package dev.facet.trainer.kernel;

import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.Set;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The gradient of {@link Upsampling}: the sum of the four places that a value was repeated at.
 *
 * <p>Input: dy. Output: dmaps.
 */
final class UpsamplingGradient extends GradientOperator {

  UpsamplingGradient(SameDiff graph, SDVariable dy) {
    super(graph, 1, dy);
  }

  @Override
  public String opName() {
    return "upsampling_gradient";
  }

  @Override
  public MapOrders orders() {
    return new MapOrders(MapOrders.Demand.CHANNELS_LAST, Set.of(0), Set.of(0));
  }

  @Override
  public List<long[]> outputShapes(List<long[]> inputShapes) {
    long[] dy = inputShapes.getFirst();
    return List.of(new long[] {dy[0], dy[1], dy[2] / 2, dy[3] / 2});
  }

  @Override
  public Runnable bind(List<INDArray> inputs, List<INDArray> outputs) {
    LastShape fine = LastShape.of(inputs.getFirst().shape());
    LastShape coarse = LastShape.of(outputs.getFirst().shape());
    Runs runs = Runs.of(inputs.getFirst().dataType(), fine.channels());
    MemorySegment dy = Memory.ofMaps(inputs.getFirst());
    MemorySegment dmaps = Memory.ofMaps(outputs.getFirst());
    return () ->
        coarse.eachImage(
            n -> {
              for (int p = 0; p < coarse.plane(); p++) {
                int to = 2 * (p / coarse.width()) * fine.width() + 2 * (p % coarse.width());
                long at = coarse.start(n, p);
                runs.scale(1, dy, fine.start(n, to), dmaps, at);
                runs.addScaled(1, dy, fine.start(n, to + 1), dmaps, at);
                runs.addScaled(1, dy, fine.start(n, to + fine.width()), dmaps, at);
                runs.addScaled(1, dy, fine.start(n, to + fine.width() + 1), dmaps, at);
              }
            });
  }
}
