package dev.facet.trainer.kernel;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Gates and means in double precision, written as the formulas stand: slow, and the form that
 * finite differences check.
 *
 * @param shape what they work on
 */
record GatesDouble(GateShape shape) implements Gates {
  private static final ValueLayout.OfDouble DOUBLE = ValueLayout.JAVA_DOUBLE;

  /** What is done at each number. */
  private interface Visitor {
    void at(long number, long factor);
  }

  /** Visits every number: its index and that of its factor. */
  private void visit(Visitor visitor) {
    for (int group = 0; group < shape.groups(); group++) {
      for (int row = 0; row < shape.rows(); row++) {
        for (int lane = 0; lane < shape.lanes(); lane++) {
          visitor.at(
              shape.start(group, row) + lane, shape.factors(group) + (shape.perRow() ? row : lane));
        }
      }
    }
  }

  @Override
  public Runnable product(List<INDArray> inputs, List<INDArray> outputs) {
    MemorySegment x = Memory.ofMaps(inputs.get(0));
    MemorySegment factors = Memory.ofMaps(inputs.get(1));
    boolean residual = inputs.size() == 3;
    MemorySegment added = residual ? Memory.ofMaps(inputs.get(2)) : MemorySegment.NULL;
    MemorySegment y = Memory.ofMaps(outputs.getFirst());
    return () ->
        visit(
            (i, f) -> {
              double product = x.getAtIndex(DOUBLE, i) * factors.getAtIndex(DOUBLE, f);
              double value =
                  residual ? Math.max(0, product + added.getAtIndex(DOUBLE, i)) : product;
              y.setAtIndex(DOUBLE, i, value);
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
    return () -> {
      dfactors.fill((byte) 0);
      visit(
          (i, f) -> {
            boolean open = !residual || y.getAtIndex(DOUBLE, i) > 0;
            double dz = open ? dy.getAtIndex(DOUBLE, i) : 0;
            dx.setAtIndex(DOUBLE, i, dz * factors.getAtIndex(DOUBLE, f));
            add(dfactors, f, dz * x.getAtIndex(DOUBLE, i));
            if (residual) {
              dadded.setAtIndex(DOUBLE, i, dz);
            }
          });
    };
  }

  @Override
  public Runnable mean(INDArray x, INDArray means) {
    MemorySegment from = Memory.ofMaps(x);
    MemorySegment to = Memory.ofMaps(means);
    return () -> {
      to.fill((byte) 0);
      visit((i, f) -> add(to, f, from.getAtIndex(DOUBLE, i) / shape.shared()));
    };
  }

  @Override
  public Runnable meanBack(INDArray gradient, INDArray dx) {
    MemorySegment from = Memory.ofMaps(gradient);
    MemorySegment to = Memory.ofMaps(dx);
    return () ->
        visit((i, f) -> to.setAtIndex(DOUBLE, i, from.getAtIndex(DOUBLE, f) / shape.shared()));
  }

  private static void add(MemorySegment sums, long index, double value) {
    sums.setAtIndex(DOUBLE, index, sums.getAtIndex(DOUBLE, index) + value);
  }
}
