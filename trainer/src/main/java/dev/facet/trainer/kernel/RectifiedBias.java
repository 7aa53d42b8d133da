package dev.facet.trainer.kernel;

import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.Set;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * {@code relu(maps + bias)} with a bias for each channel, in one pass.
 *
 * <p>Inputs: {@code maps [N, C, H, W]} and {@code bias [1, C, 1, 1]}. Output: {@code [N, C, H, W]}.
 */
public final class RectifiedBias extends JavaOperator {

  /** Adds the operator to a graph. */
  public RectifiedBias(SameDiff graph, SDVariable maps, SDVariable bias) {
    super(graph, 1, maps, bias);
  }

  @Override
  public String opName() {
    return "rectified_bias";
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
    MemorySegment bias = Memory.of(inputs.get(1));
    MemorySegment y = Memory.ofMaps(outputs.getFirst());
    return () ->
        shape.eachImage(
            n -> {
              for (int p = 0; p < shape.plane(); p++) {
                long at = shape.start(n, p);
                runs.rectifySum(maps, at, bias, 0, y, at);
              }
            });
  }

  @Override
  public List<SDVariable> doDiff(List<SDVariable> gradients) {
    SDVariable[] operands = {outputVariable(), gradients.getFirst()};
    return List.of(new RectifiedBiasGradient(sameDiff, operands).outputVariables());
  }
}
