package dev.facet.trainer.kernel;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * {@link FusedNorm}, {@link FixedNorm} and their gradients in double precision, written as the
 * formulas stand: slow, and the form that finite differences check.
 */
final class NormKernelDouble {
  private static final ValueLayout.OfDouble DOUBLE = ValueLayout.JAVA_DOUBLE;

  private final NormShape shape;
  private final boolean relu;
  private final boolean residual;

  NormKernelDouble(NormShape shape, boolean relu, boolean residual) {
    this.shape = shape;
    this.relu = relu;
    this.residual = residual;
  }

  Runnable forward(List<INDArray> inputs, List<INDArray> outputs, double epsilon) {
    MemorySegment x = Memory.of(inputs.get(0));
    MemorySegment gamma = Memory.of(inputs.get(1));
    MemorySegment beta = Memory.of(inputs.get(2));
    MemorySegment add = residual ? Memory.of(inputs.get(3)) : null;
    MemorySegment y = Memory.of(outputs.get(0));
    MemorySegment means = Memory.of(outputs.get(1));
    MemorySegment inverses = Memory.of(outputs.get(2));
    return () -> {
      for (int c = 0; c < shape.channels(); c++) {
        double[] mean = {0};
        double[] variance = {0};
        eachValue(c, i -> mean[0] += x.getAtIndex(DOUBLE, i) / shape.population());
        eachValue(
            c,
            i ->
                variance[0] += Math.pow(x.getAtIndex(DOUBLE, i) - mean[0], 2) / shape.population());
        double inverse = 1 / Math.sqrt(variance[0] + epsilon);
        means.setAtIndex(DOUBLE, c, mean[0]);
        inverses.setAtIndex(DOUBLE, c, inverse);
        double scale = gamma.getAtIndex(DOUBLE, c);
        double shift = beta.getAtIndex(DOUBLE, c);
        eachValue(
            c,
            i -> {
              double value = scale * (x.getAtIndex(DOUBLE, i) - mean[0]) * inverse + shift;
              value += residual ? add.getAtIndex(DOUBLE, i) : 0;
              y.setAtIndex(DOUBLE, i, relu ? Math.max(0, value) : value);
            });
      }
    };
  }

  Runnable backward(List<INDArray> inputs, List<INDArray> outputs) {
    MemorySegment x = Memory.of(inputs.get(0));
    MemorySegment gamma = Memory.of(inputs.get(1));
    MemorySegment y = Memory.of(inputs.get(2));
    MemorySegment means = Memory.of(inputs.get(3));
    MemorySegment inverses = Memory.of(inputs.get(4));
    MemorySegment dy = Memory.of(inputs.get(5));
    MemorySegment dx = Memory.of(outputs.get(0));
    MemorySegment dgamma = Memory.of(outputs.get(1));
    MemorySegment dbeta = Memory.of(outputs.get(2));
    MemorySegment dadd = residual ? Memory.of(outputs.get(3)) : null;
    return () -> {
      for (int c = 0; c < shape.channels(); c++) {
        double mean = means.getAtIndex(DOUBLE, c);
        double inverse = inverses.getAtIndex(DOUBLE, c);
        double[] sums = {0, 0};
        eachValue(
            c,
            i -> {
              double dz = open(dy, y, i);
              sums[0] += dz;
              sums[1] += dz * (x.getAtIndex(DOUBLE, i) - mean) * inverse;
            });
        dbeta.setAtIndex(DOUBLE, c, sums[0]);
        dgamma.setAtIndex(DOUBLE, c, sums[1]);
        double scale = gamma.getAtIndex(DOUBLE, c) * inverse;
        eachValue(
            c,
            i -> {
              double dz = open(dy, y, i);
              double normalised = (x.getAtIndex(DOUBLE, i) - mean) * inverse;
              double centred = dz - (sums[0] + normalised * sums[1]) / shape.population();
              dx.setAtIndex(DOUBLE, i, scale * centred);
              if (residual) {
                dadd.setAtIndex(DOUBLE, i, dz);
              }
            });
      }
    };
  }

  Runnable fixedForward(List<INDArray> inputs, List<INDArray> outputs, double epsilon) {
    MemorySegment x = Memory.of(inputs.get(0));
    MemorySegment gamma = Memory.of(inputs.get(1));
    MemorySegment beta = Memory.of(inputs.get(2));
    MemorySegment means = Memory.of(inputs.get(3));
    MemorySegment variances = Memory.of(inputs.get(4));
    MemorySegment add = residual ? Memory.of(inputs.get(5)) : null;
    MemorySegment y = Memory.of(outputs.get(0));
    return () -> {
      for (int c = 0; c < shape.channels(); c++) {
        double mean = means.getAtIndex(DOUBLE, c);
        double scale =
            gamma.getAtIndex(DOUBLE, c) / Math.sqrt(variances.getAtIndex(DOUBLE, c) + epsilon);
        double shift = beta.getAtIndex(DOUBLE, c);
        eachValue(
            c,
            i -> {
              double value = scale * (x.getAtIndex(DOUBLE, i) - mean) + shift;
              value += residual ? add.getAtIndex(DOUBLE, i) : 0;
              y.setAtIndex(DOUBLE, i, relu ? Math.max(0, value) : value);
            });
      }
    };
  }

  Runnable fixedBackward(List<INDArray> inputs, List<INDArray> outputs, double epsilon) {
    MemorySegment gamma = Memory.of(inputs.get(0));
    MemorySegment variances = Memory.of(inputs.get(1));
    MemorySegment y = Memory.of(inputs.get(2));
    MemorySegment dy = Memory.of(inputs.get(3));
    MemorySegment dx = Memory.of(outputs.get(0));
    MemorySegment dadd = residual ? Memory.of(outputs.get(1)) : null;
    return () -> {
      for (int c = 0; c < shape.channels(); c++) {
        double scale =
            gamma.getAtIndex(DOUBLE, c) / Math.sqrt(variances.getAtIndex(DOUBLE, c) + epsilon);
        eachValue(
            c,
            i -> {
              double dz = open(dy, y, i);
              dx.setAtIndex(DOUBLE, i, scale * dz);
              if (residual) {
                dadd.setAtIndex(DOUBLE, i, dz);
              }
            });
      }
    };
  }

  private double open(MemorySegment gradient, MemorySegment output, long index) {
    boolean closed = relu && output.getAtIndex(DOUBLE, index) <= 0;
    return closed ? 0 : gradient.getAtIndex(DOUBLE, index);
  }

  /** Visits the index of every value of one channel. */
  private void eachValue(int channel, java.util.function.LongConsumer action) {
    for (int n = 0; n < shape.batch(); n++) {
      long start = shape.start(n, channel);
      for (long i = start; i < start + shape.plane(); i++) {
        action.accept(i);
      }
    }
  }
}
