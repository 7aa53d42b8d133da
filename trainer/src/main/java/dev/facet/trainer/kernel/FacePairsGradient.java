package dev.facet.trainer.kernel;

import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.Set;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The gradient of {@link FacePairs}: maps are in both pairs of their face, a vector in the real
 * pair of its face and in the fake one of the face before.
 *
 * <p>Inputs: pairs, dpairs. Outputs: dmaps, dvectors.
 */
final class FacePairsGradient extends GradientOperator {

  FacePairsGradient(SameDiff graph, SDVariable... inputs) {
    super(graph, 2, inputs);
  }

  @Override
  public String opName() {
    return "face_pairs_gradient";
  }

  @Override
  public MapOrders orders() {
    return new MapOrders(MapOrders.Demand.CHANNELS_LAST, Set.of(0, 1), Set.of(0));
  }

  @Override
  public List<long[]> outputShapes(List<long[]> inputShapes) {
    long[] maps = inputShapes.getFirst().clone();
    maps[0] /= 2;
    return List.of(maps, new long[] {maps[0], maps[1]});
  }

  @Override
  public Runnable bind(List<INDArray> inputs, List<INDArray> outputs) {
    LastShape shape = LastShape.of(outputs.getFirst().shape());
    Runs runs = Runs.of(inputs.getFirst().dataType(), shape.channels());
    MemorySegment pairs = Memory.ofMaps(inputs.get(0));
    MemorySegment dpairs = Memory.ofMaps(inputs.get(1));
    MemorySegment dmaps = Memory.ofMaps(outputs.get(0));
    MemorySegment dvectors = Memory.of(outputs.get(1));
    MemorySegment fakes = runs.scratch(shape.batch());
    return () -> {
      shape.eachImage(
          n -> {
            long own = (long) n * shape.channels();
            runs.fill(0, dvectors, own);
            runs.fill(0, fakes, own);
            for (int p = 0; p < shape.plane(); p++) {
              long at = shape.start(n, p);
              long fake = shape.start((long) shape.batch() + n, p);
              runs.open(dpairs, at, pairs, at, dmaps, at, dvectors, own);
              runs.addOpen(dpairs, fake, pairs, fake, dmaps, at, fakes, own);
            }
          });
      for (int n = 0; n < shape.batch(); n++) {
        long next = (long) ((n + 1) % shape.batch()) * shape.channels();
        runs.addScaled(1, fakes, (long) n * shape.channels(), dvectors, next);
      }
    };
  }
}
