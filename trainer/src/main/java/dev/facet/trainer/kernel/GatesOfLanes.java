package dev.facet.trainer.kernel;

import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Gates and means with a factor for each lane, in single precision with the Vector API. Groups are
 * spread over the cores; inside a group the order of additions is fixed, so the result does not
 * depend on the number of cores.
 *
 * @param shape what they work on
 */
record GatesOfLanes(GateShape shape) implements Gates {

  private Runnable eachGroup(IntConsumer action) {
    return () -> IntStream.range(0, shape.groups()).parallel().forEach(action);
  }

  @Override
  public Runnable product(List<INDArray> inputs, List<INDArray> outputs) {
    MemorySegment x = Memory.ofMaps(inputs.get(0));
    MemorySegment factors = Memory.ofMaps(inputs.get(1));
    boolean residual = inputs.size() == 3;
    MemorySegment added = residual ? Memory.ofMaps(inputs.get(2)) : MemorySegment.NULL;
    MemorySegment y = Memory.ofMaps(outputs.getFirst());
    return eachGroup(
        group -> {
          for (int lane = 0; lane < shape.lanes(); lane += Lanes.COUNT) {
            VectorMask<Float> inside = Lanes.mask(lane, shape.lanes());
            FloatVector factor = Lanes.load(factors, shape.factors(group) + lane, inside);
            for (int row = 0; row < shape.rows(); row++) {
              long at = shape.start(group, row) + lane;
              FloatVector value = Lanes.load(x, at, inside).mul(factor);
              if (residual) {
                value = value.add(Lanes.load(added, at, inside)).max(0f);
              }
              Lanes.store(value, y, at, inside);
            }
          }
        });
  }

  @Override
  public Runnable productBack(List<INDArray> inputs, List<INDArray> outputs) {
    MemorySegment x = Memory.ofMaps(inputs.get(0));
    MemorySegment factors = Memory.ofMaps(inputs.get(1));
    MemorySegment dy = Memory.ofMaps(inputs.get(2));
    boolean residual = inputs.size() == 4;
    MemorySegment y = residual ? Memory.ofMaps(inputs.get(3)) : MemorySegment.NULL;
    MemorySegment dx = Memory.ofMaps(outputs.get(0));
    MemorySegment dfactors = Memory.ofMaps(outputs.get(1));
    MemorySegment dadded = residual ? Memory.ofMaps(outputs.get(2)) : MemorySegment.NULL;
    return eachGroup(
        group -> {
          for (int lane = 0; lane < shape.lanes(); lane += Lanes.COUNT) {
            VectorMask<Float> inside = Lanes.mask(lane, shape.lanes());
            FloatVector factor = Lanes.load(factors, shape.factors(group) + lane, inside);
            FloatVector sum = FloatVector.zero(Lanes.SPECIES);
            for (int row = 0; row < shape.rows(); row++) {
              long at = shape.start(group, row) + lane;
              FloatVector dz = Lanes.load(dy, at, inside);
              if (residual) {
                dz = Lanes.where(Lanes.load(y, at, inside).compare(VectorOperators.GT, 0f), dz);
                Lanes.store(dz, dadded, at, inside);
              }
              Lanes.store(dz.mul(factor), dx, at, inside);
              sum = dz.fma(Lanes.load(x, at, inside), sum);
            }
            Lanes.store(sum, dfactors, shape.factors(group) + lane, inside);
          }
        });
  }

  @Override
  public Runnable mean(INDArray x, INDArray means) {
    MemorySegment from = Memory.ofMaps(x);
    MemorySegment to = Memory.ofMaps(means);
    return eachGroup(
        group -> {
          for (int lane = 0; lane < shape.lanes(); lane += Lanes.COUNT) {
            VectorMask<Float> inside = Lanes.mask(lane, shape.lanes());
            FloatVector sum = FloatVector.zero(Lanes.SPECIES);
            for (int row = 0; row < shape.rows(); row++) {
              sum = sum.add(Lanes.load(from, shape.start(group, row) + lane, inside));
            }
            Lanes.store(sum.div(shape.rows()), to, shape.factors(group) + lane, inside);
          }
        });
  }

  @Override
  public Runnable meanBack(INDArray gradient, INDArray dx) {
    MemorySegment from = Memory.ofMaps(gradient);
    MemorySegment to = Memory.ofMaps(dx);
    return eachGroup(
        group -> {
          for (int lane = 0; lane < shape.lanes(); lane += Lanes.COUNT) {
            VectorMask<Float> inside = Lanes.mask(lane, shape.lanes());
            FloatVector share =
                Lanes.load(from, shape.factors(group) + lane, inside).div(shape.rows());
            for (int row = 0; row < shape.rows(); row++) {
              Lanes.store(share, to, shape.start(group, row) + lane, inside);
            }
          }
        });
  }
}
