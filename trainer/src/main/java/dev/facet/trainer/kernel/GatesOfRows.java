package dev.facet.trainer.kernel;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;
import java.util.stream.IntStream;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Gates and means with a factor for each row, in single precision with the Vector API. Groups are
 * spread over the cores; inside a row the order of additions is fixed, so the result does not
 * depend on the number of cores.
 *
 * @param shape what they work on
 */
record GatesOfRows(GateShape shape) implements Gates {
  private static final ValueLayout.OfFloat FLOAT = ValueLayout.JAVA_FLOAT;

  /** What is done with one row: its first number and its factor's place. */
  private interface RowWork {
    void on(long start, long factor);
  }

  private Runnable work(RowWork action) {
    return () ->
        IntStream.range(0, shape.groups())
            .parallel()
            .forEach(
                group -> {
                  for (int row = 0; row < shape.rows(); row++) {
                    action.on(shape.start(group, row), shape.factors(group) + row);
                  }
                });
  }

  @Override
  public Runnable product(List<INDArray> inputs, List<INDArray> outputs) {
    MemorySegment x = Memory.ofMaps(inputs.get(0));
    MemorySegment factors = Memory.ofMaps(inputs.get(1));
    boolean residual = inputs.size() == 3;
    MemorySegment added = residual ? Memory.ofMaps(inputs.get(2)) : MemorySegment.NULL;
    MemorySegment y = Memory.ofMaps(outputs.getFirst());
    return work(
        (start, place) -> {
          float factor = factors.getAtIndex(FLOAT, place);
          for (int lane = 0; lane < shape.lanes(); lane += Lanes.COUNT) {
            VectorMask<Float> inside = Lanes.mask(lane, shape.lanes());
            FloatVector value = Lanes.load(x, start + lane, inside).mul(factor);
            if (residual) {
              value = value.add(Lanes.load(added, start + lane, inside)).max(0f);
            }
            Lanes.store(value, y, start + lane, inside);
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
    return work(
        (start, place) -> {
          float factor = factors.getAtIndex(FLOAT, place);
          FloatVector sum = FloatVector.zero(Lanes.SPECIES);
          for (int lane = 0; lane < shape.lanes(); lane += Lanes.COUNT) {
            VectorMask<Float> inside = Lanes.mask(lane, shape.lanes());
            long at = start + lane;
            FloatVector dz = Lanes.load(dy, at, inside);
            if (residual) {
              dz = Lanes.where(Lanes.load(y, at, inside).compare(VectorOperators.GT, 0f), dz);
              Lanes.store(dz, dadded, at, inside);
            }
            Lanes.store(dz.mul(factor), dx, at, inside);
            sum = dz.fma(Lanes.load(x, at, inside), sum);
          }
          dfactors.setAtIndex(FLOAT, place, Lanes.total(sum));
        });
  }

  @Override
  public Runnable mean(INDArray x, INDArray means) {
    MemorySegment from = Memory.ofMaps(x);
    MemorySegment to = Memory.ofMaps(means);
    return work(
        (start, place) -> {
          FloatVector sum = FloatVector.zero(Lanes.SPECIES);
          for (int lane = 0; lane < shape.lanes(); lane += Lanes.COUNT) {
            VectorMask<Float> inside = Lanes.mask(lane, shape.lanes());
            sum = sum.add(Lanes.load(from, start + lane, inside));
          }
          to.setAtIndex(FLOAT, place, Lanes.total(sum) / shape.lanes());
        });
  }

  @Override
  public Runnable meanBack(INDArray gradient, INDArray dx) {
    MemorySegment from = Memory.ofMaps(gradient);
    MemorySegment to = Memory.ofMaps(dx);
    return work(
        (start, place) -> {
          FloatVector share =
              FloatVector.broadcast(Lanes.SPECIES, from.getAtIndex(FLOAT, place) / shape.lanes());
          for (int lane = 0; lane < shape.lanes(); lane += Lanes.COUNT) {
            Lanes.store(share, to, start + lane, Lanes.mask(lane, shape.lanes()));
          }
        });
  }
}
