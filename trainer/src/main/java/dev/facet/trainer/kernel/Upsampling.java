package dev.facet.trainer.kernel;

import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.Set;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Maps of twice the height and width, every value repeated (nearest neighbour).
 *
 * <p>Input: {@code maps [N, C, H, W]}. Output: {@code [N, C, 2 H, 2 W]}.
 */
public final class Upsampling extends JavaOperator {

  /** Adds the operator to a graph. */
  public Upsampling(SameDiff graph, SDVariable maps) {
    super(graph, 1, maps);
  }

  @Override
  public String opName() {
    return "upsampling";
  }

  @Override
  public MapOrders orders() {
    return new MapOrders(MapOrders.Demand.CHANNELS_LAST, Set.of(0), Set.of(0));
  }

  @Override
  public List<long[]> outputShapes(List<long[]> inputShapes) {
    long[] maps = inputShapes.getFirst();
    return List.of(new long[] {maps[0], maps[1], 2 * maps[2], 2 * maps[3]});
  }

  @Override
  public Runnable bind(List<INDArray> inputs, List<INDArray> outputs) {
    LastShape fine = LastShape.of(outputs.getFirst().shape());
    LastShape coarse = LastShape.of(inputs.getFirst().shape());
    Runs runs = Runs.of(inputs.getFirst().dataType(), fine.channels());
    MemorySegment maps = Memory.ofMaps(inputs.getFirst());
    MemorySegment twice = Memory.ofMaps(outputs.getFirst());
    return () ->
        fine.eachImage(
            n -> {
              for (int p = 0; p < fine.plane(); p++) {
                int from = p / fine.width() / 2 * coarse.width() + p % fine.width() / 2;
                runs.scale(1, maps, coarse.start(n, from), twice, fine.start(n, p));
              }
            });
  }

  @Override
  public List<SDVariable> doDiff(List<SDVariable> gradients) {
    return List.of(new UpsamplingGradient(sameDiff, gradients.getFirst()).outputVariable());
  }
}
