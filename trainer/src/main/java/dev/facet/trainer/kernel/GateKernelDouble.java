package dev.facet.trainer.kernel;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * {@link PositionGate}, {@link PositionMean}, {@link ChannelGate} and their gradients in double
 * precision, written as the formulas stand: slow, and the form that finite differences check.
 */
final class GateKernelDouble {
  private static final ValueLayout.OfDouble DOUBLE = ValueLayout.JAVA_DOUBLE;

  private final GateShape shape;

  GateKernelDouble(GateShape shape) {
    this.shape = shape;
  }

  /** What is done at each number. */
  private interface Visitor {
    void at(long index, long position, long channel);
  }

  /** Visits every number: its index, that of its position in its group, that of its channel. */
  private void visit(Visitor visitor) {
    for (int g = 0; g < shape.groups(); g++) {
      for (int c = 0; c < shape.channels(); c++) {
        for (int p = 0; p < shape.plane(); p++) {
          visitor.at(
              shape.start(g, c) + p, (long) g * shape.plane() + p, (long) g * shape.channels() + c);
        }
      }
    }
  }

  Runnable mean(List<INDArray> inputs, List<INDArray> outputs) {
    MemorySegment x = Memory.of(inputs.getFirst());
    MemorySegment z = Memory.of(outputs.getFirst());
    return () -> {
      z.fill((byte) 0);
      visit((i, p, c) -> add(z, p, x.getAtIndex(DOUBLE, i) / shape.channels()));
    };
  }

  Runnable byPosition(List<INDArray> inputs, List<INDArray> outputs) {
    MemorySegment x = Memory.of(inputs.get(0));
    MemorySegment mask = Memory.of(inputs.get(1));
    MemorySegment y = Memory.of(outputs.getFirst());
    return () ->
        visit(
            (i, p, c) ->
                y.setAtIndex(DOUBLE, i, x.getAtIndex(DOUBLE, i) * mask.getAtIndex(DOUBLE, p)));
  }

  Runnable byPositionBack(List<INDArray> inputs, List<INDArray> outputs) {
    MemorySegment x = Memory.of(inputs.get(0));
    MemorySegment mask = Memory.of(inputs.get(1));
    MemorySegment dy = Memory.of(inputs.get(2));
    MemorySegment dx = Memory.of(outputs.get(0));
    MemorySegment dmask = Memory.of(outputs.get(1));
    return () -> {
      dmask.fill((byte) 0);
      visit(
          (i, p, c) -> {
            double dz = dy.getAtIndex(DOUBLE, i);
            dx.setAtIndex(DOUBLE, i, dz * mask.getAtIndex(DOUBLE, p));
            add(dmask, p, dz * x.getAtIndex(DOUBLE, i));
          });
    };
  }

  Runnable byChannel(List<INDArray> inputs, List<INDArray> outputs) {
    MemorySegment x = Memory.of(inputs.get(0));
    MemorySegment scale = Memory.of(inputs.get(1));
    boolean residual = inputs.size() == 3;
    MemorySegment added = residual ? Memory.of(inputs.get(2)) : MemorySegment.NULL;
    MemorySegment y = Memory.of(outputs.getFirst());
    return () ->
        visit(
            (i, p, c) -> {
              double product = x.getAtIndex(DOUBLE, i) * scale.getAtIndex(DOUBLE, c);
              double value =
                  residual ? Math.max(0, product + added.getAtIndex(DOUBLE, i)) : product;
              y.setAtIndex(DOUBLE, i, value);
            });
  }

  Runnable byChannelBack(List<INDArray> inputs, List<INDArray> outputs) {
    MemorySegment x = Memory.of(inputs.get(0));
    MemorySegment scale = Memory.of(inputs.get(1));
    MemorySegment dy = Memory.of(inputs.get(2));
    boolean residual = inputs.size() == 4;
    MemorySegment y = residual ? Memory.of(inputs.get(3)) : MemorySegment.NULL;
    MemorySegment dx = Memory.of(outputs.get(0));
    MemorySegment dscale = Memory.of(outputs.get(1));
    MemorySegment dadded = residual ? Memory.of(outputs.get(2)) : MemorySegment.NULL;
    return () -> {
      dscale.fill((byte) 0);
      visit(
          (i, p, c) -> {
            boolean open = !residual || y.getAtIndex(DOUBLE, i) > 0;
            double dz = open ? dy.getAtIndex(DOUBLE, i) : 0;
            dx.setAtIndex(DOUBLE, i, dz * scale.getAtIndex(DOUBLE, c));
            add(dscale, c, dz * x.getAtIndex(DOUBLE, i));
            if (residual) {
              dadded.setAtIndex(DOUBLE, i, dz);
            }
          });
    };
  }

  private static void add(MemorySegment sums, long index, double value) {
    sums.setAtIndex(DOUBLE, index, sums.getAtIndex(DOUBLE, index) + value);
  }
}
