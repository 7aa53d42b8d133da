package dev.facet.trainer.kernel;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * {@link PositionGate}, {@link PositionMean}, {@link ChannelGate} and their gradients in single
 * precision with the Vector API. Groups are spread over the cores; inside a group the order of
 * additions is fixed, so the result does not depend on the number of cores.
 */
final class GateKernelFloat {
  private static final ValueLayout.OfFloat FLOAT = ValueLayout.JAVA_FLOAT;

  private final GateShape shape;

  GateKernelFloat(GateShape shape) {
    this.shape = shape;
  }

  private void eachGroup(IntConsumer action) {
    IntStream.range(0, shape.groups()).parallel().forEach(action);
  }

  Runnable mean(List<INDArray> inputs, List<INDArray> outputs) {
    MemorySegment x = Memory.of(inputs.getFirst());
    MemorySegment z = Memory.of(outputs.getFirst());
    return () ->
        eachGroup(
            g -> {
              for (int p = 0; p < shape.plane(); p += Lanes.COUNT) {
                VectorMask<Float> inside = Lanes.mask(p, shape.plane());
                FloatVector sum = FloatVector.zero(Lanes.SPECIES);
                for (int c = 0; c < shape.channels(); c++) {
                  sum = sum.add(Lanes.load(x, shape.start(g, c) + p, inside));
                }
                Lanes.store(sum.div(shape.channels()), z, (long) g * shape.plane() + p, inside);
              }
            });
  }

  Runnable byPosition(List<INDArray> inputs, List<INDArray> outputs) {
    MemorySegment x = Memory.of(inputs.get(0));
    MemorySegment mask = Memory.of(inputs.get(1));
    MemorySegment y = Memory.of(outputs.getFirst());
    return () ->
        eachGroup(
            g -> {
              for (int p = 0; p < shape.plane(); p += Lanes.COUNT) {
                VectorMask<Float> inside = Lanes.mask(p, shape.plane());
                FloatVector gate = Lanes.load(mask, (long) g * shape.plane() + p, inside);
                for (int c = 0; c < shape.channels(); c++) {
                  long at = shape.start(g, c) + p;
                  Lanes.store(Lanes.load(x, at, inside).mul(gate), y, at, inside);
                }
              }
            });
  }

  Runnable byPositionBack(List<INDArray> inputs, List<INDArray> outputs) {
    MemorySegment x = Memory.of(inputs.get(0));
    MemorySegment mask = Memory.of(inputs.get(1));
    MemorySegment dy = Memory.of(inputs.get(2));
    MemorySegment dx = Memory.of(outputs.get(0));
    MemorySegment dmask = Memory.of(outputs.get(1));
    return () ->
        eachGroup(
            g -> {
              for (int p = 0; p < shape.plane(); p += Lanes.COUNT) {
                VectorMask<Float> inside = Lanes.mask(p, shape.plane());
                long position = (long) g * shape.plane() + p;
                FloatVector gate = Lanes.load(mask, position, inside);
                FloatVector sum = FloatVector.zero(Lanes.SPECIES);
                for (int c = 0; c < shape.channels(); c++) {
                  long at = shape.start(g, c) + p;
                  FloatVector dz = Lanes.load(dy, at, inside);
                  Lanes.store(dz.mul(gate), dx, at, inside);
                  sum = dz.fma(Lanes.load(x, at, inside), sum);
                }
                Lanes.store(sum, dmask, position, inside);
              }
            });
  }

  Runnable byChannel(List<INDArray> inputs, List<INDArray> outputs) {
    MemorySegment x = Memory.of(inputs.get(0));
    MemorySegment scale = Memory.of(inputs.get(1));
    boolean residual = inputs.size() == 3;
    MemorySegment added = residual ? Memory.of(inputs.get(2)) : MemorySegment.NULL;
    MemorySegment y = Memory.of(outputs.getFirst());
    return () ->
        eachGroup(
            g -> {
              for (int c = 0; c < shape.channels(); c++) {
                float gate = scale.getAtIndex(FLOAT, (long) g * shape.channels() + c);
                for (int p = 0; p < shape.plane(); p += Lanes.COUNT) {
                  VectorMask<Float> inside = Lanes.mask(p, shape.plane());
                  long at = shape.start(g, c) + p;
                  FloatVector value = Lanes.load(x, at, inside).mul(gate);
                  if (residual) {
                    value = value.add(Lanes.load(added, at, inside)).max(0f);
                  }
                  Lanes.store(value, y, at, inside);
                }
              }
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
    return () ->
        eachGroup(
            g -> {
              for (int c = 0; c < shape.channels(); c++) {
                long channel = (long) g * shape.channels() + c;
                float gate = scale.getAtIndex(FLOAT, channel);
                FloatVector sum = FloatVector.zero(Lanes.SPECIES);
                for (int p = 0; p < shape.plane(); p += Lanes.COUNT) {
                  VectorMask<Float> inside = Lanes.mask(p, shape.plane());
                  long at = shape.start(g, c) + p;
                  FloatVector dz = Lanes.load(dy, at, inside);
                  if (residual) {
                    FloatVector out = Lanes.load(y, at, inside);
                    dz = FloatVector.zero(Lanes.SPECIES).blend(dz, positive(out));
                    Lanes.store(dz, dadded, at, inside);
                  }
                  Lanes.store(dz.mul(gate), dx, at, inside);
                  sum = dz.fma(Lanes.load(x, at, inside), sum);
                }
                dscale.setAtIndex(FLOAT, channel, Lanes.total(sum));
              }
            });
  }

  private static VectorMask<Float> positive(FloatVector values) {
    return values.compare(VectorOperators.GT, 0f);
  }
}
