package dev.facet.trainer.kernel;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The gradients of {@link FusedNorm} and {@link FixedNorm} on maps with their channels last, in
 * single precision with the Vector API: {@code dx = factor * dz + slope * x + offset}, where dz is
 * the incoming gradient where the rectifier was open. It was where {@code scale * gate + shift} is
 * positive, with the output for a gate or, where no residual was added and the output can be had
 * from it, x: that spares a read.
 *
 * <p>There is one formula for all cases, because compiled vector code that chooses between two is
 * slow on some runs.
 */
final class NormLastBackward {
  private static final ValueLayout.OfFloat FLOAT = ValueLayout.JAVA_FLOAT;

  private final RowChunks chunks;
  private final int channels;

  /** Channels that fill whole vectors; the others are computed one by one. */
  private final int whole;

  private final MemorySegment x;
  private final MemorySegment gate;
  private final MemorySegment dy;
  private final MemorySegment dx;
  private final Optional<MemorySegment> dadd;
  private final float[] scale;
  private final float[] shift;
  private final float[] means;
  private final float[] factor;
  private final float[] slope;
  private final float[] offset;

  private NormLastBackward(
      INDArray x, INDArray gate, INDArray dy, INDArray dx, Optional<INDArray> dadd) {
    NormShape shape = NormShape.of(x.shape());
    this.chunks = RowChunks.of(shape);
    this.channels = shape.channels();
    this.whole = Lanes.SPECIES.loopBound(channels);
    this.x = Memory.ofMaps(x);
    this.gate = Memory.ofMaps(gate);
    this.dy = Memory.ofMaps(dy);
    this.dx = Memory.ofMaps(dx);
    this.dadd = dadd.map(Memory::ofMaps);
    this.scale = new float[channels];
    this.shift = new float[channels];
    this.means = new float[channels];
    this.factor = new float[channels];
    this.slope = new float[channels];
    this.offset = new float[channels];
  }

  /** By the batch's moments; see {@link FusedNormGradient} for the operands. */
  static Runnable fused(boolean relu, List<INDArray> inputs, List<INDArray> outputs) {
    boolean residual = outputs.size() == 4;
    NormLastBackward norm =
        new NormLastBackward(
            inputs.get(0),
            relu && residual ? inputs.get(2) : inputs.get(0),
            inputs.get(5),
            outputs.getFirst(),
            residual ? Optional.of(outputs.get(3)) : Optional.empty());
    MemorySegment gamma = Memory.of(inputs.get(1));
    MemorySegment mean = Memory.of(inputs.get(3));
    MemorySegment inverse = Memory.of(inputs.get(4));
    MemorySegment beta = Memory.of(inputs.get(6));
    MemorySegment dgamma = Memory.of(outputs.get(1));
    MemorySegment dbeta = Memory.of(outputs.get(2));
    float[] sums = new float[norm.chunks.count() * norm.channels];
    float[] products = new float[sums.length];
    return () -> {
      for (int c = 0; c < norm.channels; c++) {
        norm.means[c] = mean.getAtIndex(FLOAT, c);
        norm.factor[c] = gamma.getAtIndex(FLOAT, c) * inverse.getAtIndex(FLOAT, c);
        norm.scale[c] = norm.factor[c];
        norm.shift[c] = beta.getAtIndex(FLOAT, c) - norm.means[c] * norm.factor[c];
      }
      if (!relu) {
        norm.openEverywhere();
      } else if (residual) {
        norm.openWherePositive();
      }
      norm.chunks.each((chunk, first, rows) -> norm.sums(sums, products, chunk, first, rows));
      for (int c = 0; c < norm.channels; c++) {
        double sum = norm.total(sums, c);
        double sumGamma = norm.total(products, c) * inverse.getAtIndex(FLOAT, c);
        dbeta.setAtIndex(FLOAT, c, (float) sum);
        dgamma.setAtIndex(FLOAT, c, (float) sumGamma);
        double share = norm.factor[c] / (double) norm.chunks.rows();
        norm.slope[c] = (float) (-share * sumGamma * inverse.getAtIndex(FLOAT, c));
        norm.offset[c] = (float) (-share * sum) - norm.slope[c] * norm.means[c];
      }
      norm.inputGradient();
    };
  }

  /** By moments that do not move; see {@link FixedNormGradient} for the operands. */
  static Runnable fixed(
      boolean relu, List<INDArray> inputs, List<INDArray> outputs, double epsilon) {
    INDArray y = inputs.get(2);
    NormLastBackward norm =
        // y stands where x would: its slope is zero
        new NormLastBackward(
            y,
            y,
            inputs.get(3),
            outputs.getFirst(),
            outputs.size() == 2 ? Optional.of(outputs.get(1)) : Optional.empty());
    MemorySegment gamma = Memory.of(inputs.get(0));
    MemorySegment variances = Memory.of(inputs.get(1));
    if (relu) {
      norm.openWherePositive();
    } else {
      norm.openEverywhere();
    }
    return () -> {
      for (int c = 0; c < norm.channels; c++) {
        double inverse = 1 / Math.sqrt(variances.getAtIndex(FLOAT, c) + epsilon);
        norm.factor[c] = (float) (gamma.getAtIndex(FLOAT, c) * inverse);
      }
      norm.inputGradient();
    };
  }

  private void openEverywhere() {
    Arrays.fill(scale, 0);
    Arrays.fill(shift, 1);
  }

  private void openWherePositive() {
    Arrays.fill(scale, 1);
    Arrays.fill(shift, 0);
  }

  /** The sums of dz and of dz * (x - mean) over a chunk. */
  private void sums(float[] sums, float[] products, int chunk, long first, int rows) {
    int at = chunk * channels;
    for (int c = 0; c < whole; c += Lanes.COUNT) {
      FloatVector mean = FloatVector.fromArray(Lanes.SPECIES, means, c);
      FloatVector sum = FloatVector.zero(Lanes.SPECIES);
      FloatVector product = FloatVector.zero(Lanes.SPECIES);
      for (int r = 0; r < rows; r++) {
        long i = first + c + (long) r * channels;
        FloatVector dz = open(i, c);
        sum = sum.add(dz);
        product = Lanes.load(x, i).sub(mean).fma(dz, product);
      }
      sum.intoArray(sums, at + c);
      product.intoArray(products, at + c);
    }
    for (int c = whole; c < channels; c++) {
      float sum = 0;
      float product = 0;
      for (int r = 0; r < rows; r++) {
        long i = first + c + (long) r * channels;
        float dz = openOne(i, c);
        sum += dz;
        product = Math.fma(x.getAtIndex(FLOAT, i) - means[c], dz, product);
      }
      sums[at + c] = sum;
      products[at + c] = product;
    }
  }

  private double total(float[] parts, int channel) {
    double total = 0;
    for (int chunk = 0; chunk < chunks.count(); chunk++) {
      total += parts[chunk * channels + channel];
    }
    return total;
  }

  private void inputGradient() {
    if (dadd.isPresent()) {
      MemorySegment residual = dadd.get();
      chunks.each(
          (chunk, first, rows) -> {
            residualGradient(residual, first, rows);
            inputGradient(first, rows);
          });
    } else {
      chunks.each((chunk, first, rows) -> inputGradient(first, rows));
    }
  }

  private void inputGradient(long first, int rows) {
    for (int r = 0; r < rows; r++) {
      long row = first + (long) r * channels;
      for (int c = 0; c < whole; c += Lanes.COUNT) {
        FloatVector slopes = FloatVector.fromArray(Lanes.SPECIES, slope, c);
        FloatVector offsets = FloatVector.fromArray(Lanes.SPECIES, offset, c);
        FloatVector factors = FloatVector.fromArray(Lanes.SPECIES, factor, c);
        FloatVector line = Lanes.load(x, row + c).fma(slopes, offsets);
        Lanes.store(open(row + c, c).fma(factors, line), dx, row + c);
      }
      for (int c = whole; c < channels; c++) {
        float line = Math.fma(x.getAtIndex(FLOAT, row + c), slope[c], offset[c]);
        dx.setAtIndex(FLOAT, row + c, Math.fma(openOne(row + c, c), factor[c], line));
      }
    }
  }

  private void residualGradient(MemorySegment residual, long first, int rows) {
    for (int r = 0; r < rows; r++) {
      long row = first + (long) r * channels;
      for (int c = 0; c < whole; c += Lanes.COUNT) {
        Lanes.store(open(row + c, c), residual, row + c);
      }
      for (int c = whole; c < channels; c++) {
        residual.setAtIndex(FLOAT, row + c, openOne(row + c, c));
      }
    }
  }

  /** The gradient where the rectifier was open, zero elsewhere. */
  private FloatVector open(long i, int c) {
    FloatVector scales = FloatVector.fromArray(Lanes.SPECIES, scale, c);
    FloatVector shifts = FloatVector.fromArray(Lanes.SPECIES, shift, c);
    return FloatVector.zero(Lanes.SPECIES)
        .blend(
            Lanes.load(dy, i),
            Lanes.load(gate, i).fma(scales, shifts).compare(VectorOperators.GT, 0f));
  }

  private float openOne(long i, int c) {
    return Math.fma(gate.getAtIndex(FLOAT, i), scale[c], shift[c]) > 0
        ? dy.getAtIndex(FLOAT, i)
        : 0;
  }
}
