package dev.facet.trainer.kernel;

import static java.nio.ByteOrder.nativeOrder;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;
import java.util.stream.IntStream;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * {@link FusedNorm}, {@link FixedNorm} and their gradients in single precision with the Vector API.
 * Channels are spread over the cores; inside a channel the order of additions is fixed, so the
 * result does not depend on the number of cores.
 */
final class NormKernelFloat {
  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  private static final int LANES = SPECIES.length();
  private static final ValueLayout.OfFloat FLOAT = ValueLayout.JAVA_FLOAT;

  private final NormShape shape;
  private final boolean relu;
  private final boolean residual;

  /** Values of a plane that fill whole vectors; the rest goes through one masked vector. */
  private final int whole;

  private final VectorMask<Float> tail;

  NormKernelFloat(NormShape shape, boolean relu, boolean residual) {
    this.shape = shape;
    this.relu = relu;
    this.residual = residual;
    this.whole = SPECIES.loopBound(shape.plane());
    this.tail = SPECIES.indexInRange(whole, shape.plane());
  }

  Runnable forward(List<INDArray> inputs, List<INDArray> outputs, float epsilon) {
    MemorySegment x = Memory.of(inputs.get(0));
    MemorySegment gamma = Memory.of(inputs.get(1));
    MemorySegment beta = Memory.of(inputs.get(2));
    MemorySegment add = residual ? Memory.of(inputs.get(3)) : null;
    MemorySegment y = Memory.of(outputs.get(0));
    MemorySegment means = Memory.of(outputs.get(1));
    MemorySegment inverses = Memory.of(outputs.get(2));
    return () ->
        IntStream.range(0, shape.channels())
            .parallel()
            .forEach(
                c -> {
                  float mean = mean(x, c);
                  double variance = squaredDistance(x, c, mean) / shape.population();
                  float inverse = (float) (1 / Math.sqrt(variance + epsilon));
                  means.setAtIndex(FLOAT, c, mean);
                  inverses.setAtIndex(FLOAT, c, inverse);
                  float scale = gamma.getAtIndex(FLOAT, c) * inverse;
                  float shift = beta.getAtIndex(FLOAT, c) - mean * scale;
                  normalise(x, add, y, c, scale, shift);
                });
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
    return () ->
        IntStream.range(0, shape.channels())
            .parallel()
            .forEach(
                c -> {
                  float mean = means.getAtIndex(FLOAT, c);
                  float inverse = inverses.getAtIndex(FLOAT, c);
                  double[] sums = gradientSums(x, y, dy, c, mean);
                  double sumGamma = sums[1] * inverse;
                  dbeta.setAtIndex(FLOAT, c, (float) sums[0]);
                  dgamma.setAtIndex(FLOAT, c, (float) sumGamma);
                  float scale = gamma.getAtIndex(FLOAT, c) * inverse;
                  // dx = scale * dz + slope * (x - mean) + constant
                  float slope = (float) (-scale * sumGamma * inverse / shape.population());
                  float constant = (float) (-scale * sums[0] / shape.population()) - slope * mean;
                  inputGradient(x, y, dy, dx, dadd, c, scale, slope, constant);
                });
  }

  Runnable fixedForward(List<INDArray> inputs, List<INDArray> outputs, double epsilon) {
    MemorySegment x = Memory.of(inputs.get(0));
    MemorySegment gamma = Memory.of(inputs.get(1));
    MemorySegment beta = Memory.of(inputs.get(2));
    MemorySegment means = Memory.of(inputs.get(3));
    MemorySegment variances = Memory.of(inputs.get(4));
    MemorySegment add = residual ? Memory.of(inputs.get(5)) : null;
    MemorySegment y = Memory.of(outputs.get(0));
    return () ->
        IntStream.range(0, shape.channels())
            .parallel()
            .forEach(
                c -> {
                  float scale = fixedScale(gamma, variances, c, epsilon);
                  float shift = beta.getAtIndex(FLOAT, c) - means.getAtIndex(FLOAT, c) * scale;
                  normalise(x, add, y, c, scale, shift);
                });
  }

  Runnable fixedBackward(List<INDArray> inputs, List<INDArray> outputs, double epsilon) {
    MemorySegment gamma = Memory.of(inputs.get(0));
    MemorySegment variances = Memory.of(inputs.get(1));
    MemorySegment y = Memory.of(inputs.get(2));
    MemorySegment dy = Memory.of(inputs.get(3));
    MemorySegment dx = Memory.of(outputs.get(0));
    MemorySegment dadd = residual ? Memory.of(outputs.get(1)) : null;
    return () ->
        IntStream.range(0, shape.channels())
            .parallel()
            .forEach(
                c -> {
                  float scale = fixedScale(gamma, variances, c, epsilon);
                  // y stands where x would: its slope is zero
                  inputGradient(y, y, dy, dx, dadd, c, scale, 0, 0);
                });
  }

  private static float fixedScale(
      MemorySegment gamma, MemorySegment variances, int channel, double epsilon) {
    double inverse = 1 / Math.sqrt(variances.getAtIndex(FLOAT, channel) + epsilon);
    return (float) (gamma.getAtIndex(FLOAT, channel) * inverse);
  }

  private static FloatVector load(MemorySegment from, long index) {
    return FloatVector.fromMemorySegment(SPECIES, from, index * Float.BYTES, nativeOrder());
  }

  private FloatVector loadTail(MemorySegment from, long index) {
    return FloatVector.fromMemorySegment(SPECIES, from, index * Float.BYTES, nativeOrder(), tail);
  }

  private static void store(FloatVector value, MemorySegment to, long index) {
    value.intoMemorySegment(to, index * Float.BYTES, nativeOrder());
  }

  private void storeTail(FloatVector value, MemorySegment to, long index) {
    value.intoMemorySegment(to, index * Float.BYTES, nativeOrder(), tail);
  }

  /**
   * The sum of the lanes from the first to the last. The Vector API's own reduction adds in one
   * order before and in another after compilation, and a run has to repeat bit for bit.
   */
  private static double total(FloatVector lanes, float[] scratch) {
    lanes.intoArray(scratch, 0);
    double sum = 0;
    for (float lane : scratch) {
      sum += lane;
    }
    return sum;
  }

  private boolean hasTail() {
    return whole < shape.plane();
  }

  private float mean(MemorySegment x, int channel) {
    double sum = 0;
    float[] scratch = new float[LANES];
    for (int n = 0; n < shape.batch(); n++) {
      long at = shape.start(n, channel);
      FloatVector lanes = FloatVector.zero(SPECIES);
      for (int i = 0; i < whole; i += LANES) {
        lanes = lanes.add(load(x, at + i));
      }
      if (hasTail()) {
        lanes = lanes.add(loadTail(x, at + whole));
      }
      sum += total(lanes, scratch);
    }
    return (float) (sum / shape.population());
  }

  private double squaredDistance(MemorySegment x, int channel, float mean) {
    double sum = 0;
    float[] scratch = new float[LANES];
    for (int n = 0; n < shape.batch(); n++) {
      long at = shape.start(n, channel);
      FloatVector lanes = FloatVector.zero(SPECIES);
      for (int i = 0; i < whole; i += LANES) {
        FloatVector distance = load(x, at + i).sub(mean);
        lanes = distance.fma(distance, lanes);
      }
      if (hasTail()) {
        FloatVector distance =
            FloatVector.zero(SPECIES).add(loadTail(x, at + whole).sub(mean), tail);
        lanes = distance.fma(distance, lanes);
      }
      sum += total(lanes, scratch);
    }
    return sum;
  }

  private void normalise(
      MemorySegment x, MemorySegment add, MemorySegment y, int channel, float scale, float shift) {
    FloatVector scales = FloatVector.broadcast(SPECIES, scale);
    FloatVector shifts = FloatVector.broadcast(SPECIES, shift);
    for (int n = 0; n < shape.batch(); n++) {
      long at = shape.start(n, channel);
      for (int i = 0; i < whole; i += LANES) {
        FloatVector value = load(x, at + i).fma(scales, shifts);
        if (residual) {
          value = value.add(load(add, at + i));
        }
        store(relu ? value.max(0f) : value, y, at + i);
      }
      if (hasTail()) {
        FloatVector value = loadTail(x, at + whole).fma(scales, shifts);
        if (residual) {
          value = value.add(loadTail(add, at + whole));
        }
        storeTail(relu ? value.max(0f) : value, y, at + whole);
      }
    }
  }

  /** The sums of dz and of dz * (x - mean) over one channel. */
  private double[] gradientSums(
      MemorySegment x, MemorySegment y, MemorySegment dy, int channel, float mean) {
    double sum = 0;
    double product = 0;
    float[] scratch = new float[LANES];
    for (int n = 0; n < shape.batch(); n++) {
      long at = shape.start(n, channel);
      FloatVector sums = FloatVector.zero(SPECIES);
      FloatVector products = FloatVector.zero(SPECIES);
      for (int i = 0; i < whole; i += LANES) {
        FloatVector dz = open(dy, y, at + i);
        sums = sums.add(dz);
        products = load(x, at + i).sub(mean).fma(dz, products);
      }
      if (hasTail()) {
        FloatVector dz = openTail(dy, y, at + whole);
        sums = sums.add(dz);
        products = loadTail(x, at + whole).sub(mean).fma(dz, products);
      }
      sum += total(sums, scratch);
      product += total(products, scratch);
    }
    return new double[] {sum, product};
  }

  private void inputGradient(
      MemorySegment x,
      MemorySegment y,
      MemorySegment dy,
      MemorySegment dx,
      MemorySegment dadd,
      int channel,
      float scale,
      float slope,
      float constant) {
    FloatVector slopes = FloatVector.broadcast(SPECIES, slope);
    FloatVector scales = FloatVector.broadcast(SPECIES, scale);
    FloatVector constants = FloatVector.broadcast(SPECIES, constant);
    for (int n = 0; n < shape.batch(); n++) {
      long at = shape.start(n, channel);
      for (int i = 0; i < whole; i += LANES) {
        FloatVector dz = open(dy, y, at + i);
        FloatVector line = load(x, at + i).fma(slopes, constants);
        store(dz.fma(scales, line), dx, at + i);
        if (residual) {
          store(dz, dadd, at + i);
        }
      }
      if (hasTail()) {
        FloatVector dz = openTail(dy, y, at + whole);
        FloatVector line = loadTail(x, at + whole).fma(slopes, constants);
        storeTail(dz.fma(scales, line), dx, at + whole);
        if (residual) {
          storeTail(dz, dadd, at + whole);
        }
      }
    }
  }

  /** The gradient where the rectifier was open, zero elsewhere; as it is if there is none. */
  private FloatVector open(MemorySegment gradient, MemorySegment output, long index) {
    FloatVector dz = load(gradient, index);
    return relu
        ? FloatVector.zero(SPECIES).blend(dz, load(output, index).compare(VectorOperators.GT, 0f))
        : dz;
  }

  private FloatVector openTail(MemorySegment gradient, MemorySegment output, long index) {
    FloatVector dz = loadTail(gradient, index);
    return relu
        ? FloatVector.zero(SPECIES)
            .blend(dz, loadTail(output, index).compare(VectorOperators.GT, 0f))
        : dz;
  }
}
