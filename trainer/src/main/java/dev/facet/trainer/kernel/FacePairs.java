package dev.facet.trainer.kernel;

import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.Set;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Every face's maps with its own vector and with that of the next face, the last face's next being
 * the first: {@code relu(maps[n] + vectors[n])} and {@code relu(maps[n] + vectors[n + 1])}, where a
 * vector's numbers are added at every position of their channel. The first hidden layer of a
 * discriminator of real and fake pairs (BLAN, section 3.3.1).
 *
 * <p>Inputs: {@code maps [N, C, H, W]} and {@code vectors [N, C]}. Output: {@code [2 N, C, H, W]},
 * all real pairs and after them all fake ones.
 */
public final class FacePairs extends JavaOperator {

  /** Adds the operator to a graph. */
  public FacePairs(SameDiff graph, SDVariable maps, SDVariable vectors) {
    super(graph, 1, maps, vectors);
  }

  @Override
  public String opName() {
    return "face_pairs";
  }

  @Override
  public MapOrders orders() {
    return new MapOrders(MapOrders.Demand.CHANNELS_LAST, Set.of(0), Set.of(0));
  }

  @Override
  public List<long[]> outputShapes(List<long[]> inputShapes) {
    long[] pairs = inputShapes.getFirst().clone();
    pairs[0] *= 2;
    return List.of(pairs);
  }

  @Override
  public Runnable bind(List<INDArray> inputs, List<INDArray> outputs) {
    LastShape shape = LastShape.of(inputs.getFirst().shape());
    Runs runs = Runs.of(inputs.getFirst().dataType(), shape.channels());
    MemorySegment maps = Memory.ofMaps(inputs.get(0));
    MemorySegment vectors = Memory.of(inputs.get(1));
    MemorySegment pairs = Memory.ofMaps(outputs.getFirst());
    return () ->
        shape.eachImage(
            n -> {
              long own = (long) n * shape.channels();
              long next = (long) ((n + 1) % shape.batch()) * shape.channels();
              for (int p = 0; p < shape.plane(); p++) {
                long at = shape.start(n, p);
                long fake = shape.start((long) shape.batch() + n, p);
                runs.rectifySum(maps, at, vectors, own, pairs, at);
                runs.rectifySum(maps, at, vectors, next, pairs, fake);
              }
            });
  }

  @Override
  public List<SDVariable> doDiff(List<SDVariable> gradients) {
    SDVariable[] operands = {outputVariable(), gradients.getFirst()};
    return List.of(new FacePairsGradient(sameDiff, operands).outputVariables());
  }
}
