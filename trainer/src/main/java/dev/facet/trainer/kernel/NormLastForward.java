package dev.facet.trainer.kernel;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;
import java.util.Optional;
import jdk.incubator.vector.FloatVector;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * {@link FusedNorm} and {@link FixedNorm} on maps with their channels last, in single precision
 * with the Vector API. Moments are those of chunks that lie in the cache, put together by Chan,
 * Golub and LeVeque 1983, eq. 2.1, so memory is read once for them.
 */
final class NormLastForward {
  private static final ValueLayout.OfFloat FLOAT = ValueLayout.JAVA_FLOAT;

  private final RowChunks chunks;
  private final int channels;

  /** What the rectifier lets through at least; everything where there is none. */
  private final float floor;

  /** Channels that fill whole vectors; the others are computed one by one. */
  private final int whole;

  private final MemorySegment x;
  private final MemorySegment y;
  private final Optional<MemorySegment> add;
  private final float[] scale;
  private final float[] shift;

  NormLastForward(NormShape shape, boolean relu, INDArray x, INDArray y, Optional<INDArray> add) {
    this.chunks = RowChunks.of(shape);
    this.channels = shape.channels();
    this.floor = relu ? 0 : Float.NEGATIVE_INFINITY;
    this.whole = Lanes.SPECIES.loopBound(channels);
    this.x = Memory.ofMaps(x);
    this.y = Memory.ofMaps(y);
    this.add = add.map(Memory::ofMaps);
    this.scale = new float[channels];
    this.shift = new float[channels];
  }

  /** By the batch's moments, which are written too; see {@link FusedNorm} for the operands. */
  static Runnable fused(
      boolean relu, List<INDArray> inputs, List<INDArray> outputs, float epsilon) {
    NormLastForward norm =
        new NormLastForward(
            NormShape.of(inputs.getFirst().shape()),
            relu,
            inputs.getFirst(),
            outputs.getFirst(),
            inputs.size() == 4 ? Optional.of(inputs.get(3)) : Optional.empty());
    MemorySegment gamma = Memory.of(inputs.get(1));
    MemorySegment beta = Memory.of(inputs.get(2));
    MemorySegment means = Memory.of(outputs.get(1));
    MemorySegment inverses = Memory.of(outputs.get(2));
    float[] sums = new float[norm.chunks.count() * norm.channels];
    float[] squares = new float[sums.length];
    return () -> {
      norm.chunks.each((chunk, first, rows) -> norm.moments(sums, squares, chunk, first, rows));
      for (int c = 0; c < norm.channels; c++) {
        double mean = norm.mean(sums, c);
        double variance = norm.squares(sums, squares, mean, c) / norm.chunks.rows();
        float inverse = (float) (1 / Math.sqrt(variance + epsilon));
        means.setAtIndex(FLOAT, c, (float) mean);
        inverses.setAtIndex(FLOAT, c, inverse);
        norm.scale[c] = gamma.getAtIndex(FLOAT, c) * inverse;
        norm.shift[c] = beta.getAtIndex(FLOAT, c) - (float) mean * norm.scale[c];
      }
      norm.normalise();
    };
  }

  /** By moments that do not move; see {@link FixedNorm} for the operands. */
  static Runnable fixed(
      boolean relu, List<INDArray> inputs, List<INDArray> outputs, double epsilon) {
    NormLastForward norm =
        new NormLastForward(
            NormShape.of(inputs.getFirst().shape()),
            relu,
            inputs.getFirst(),
            outputs.getFirst(),
            inputs.size() == 6 ? Optional.of(inputs.get(5)) : Optional.empty());
    MemorySegment gamma = Memory.of(inputs.get(1));
    MemorySegment beta = Memory.of(inputs.get(2));
    MemorySegment means = Memory.of(inputs.get(3));
    MemorySegment variances = Memory.of(inputs.get(4));
    return () -> {
      for (int c = 0; c < norm.channels; c++) {
        double inverse = 1 / Math.sqrt(variances.getAtIndex(FLOAT, c) + epsilon);
        norm.scale[c] = (float) (gamma.getAtIndex(FLOAT, c) * inverse);
        norm.shift[c] = beta.getAtIndex(FLOAT, c) - means.getAtIndex(FLOAT, c) * norm.scale[c];
      }
      norm.normalise();
    };
  }

  /** The sums of a chunk's values and of their squared distances from its own mean. */
  private void moments(float[] sums, float[] squares, int chunk, long first, int rows) {
    int at = chunk * channels;
    for (int c = 0; c < whole; c += Lanes.COUNT) {
      FloatVector sum = sum(first + c, rows);
      sum.intoArray(sums, at + c);
      distances(first + c, rows, sum.div(rows)).intoArray(squares, at + c);
    }
    for (int c = whole; c < channels; c++) {
      float sum = 0;
      for (int r = 0; r < rows; r++) {
        sum += x.getAtIndex(FLOAT, first + c + (long) r * channels);
      }
      float square = 0;
      for (int r = 0; r < rows; r++) {
        float distance = x.getAtIndex(FLOAT, first + c + (long) r * channels) - sum / rows;
        square += distance * distance;
      }
      sums[at + c] = sum;
      squares[at + c] = square;
    }
  }

  private FloatVector sum(long first, int rows) {
    FloatVector even = FloatVector.zero(Lanes.SPECIES);
    FloatVector odd = FloatVector.zero(Lanes.SPECIES);
    int r = 0;
    for (; r < rows - 1; r += 2) {
      even = even.add(Lanes.load(x, first + (long) r * channels));
      odd = odd.add(Lanes.load(x, first + (long) (r + 1) * channels));
    }
    return r < rows ? even.add(odd).add(Lanes.load(x, first + (long) r * channels)) : even.add(odd);
  }

  private FloatVector distances(long first, int rows, FloatVector mean) {
    FloatVector even = FloatVector.zero(Lanes.SPECIES);
    FloatVector odd = FloatVector.zero(Lanes.SPECIES);
    int r = 0;
    for (; r < rows - 1; r += 2) {
      FloatVector a = Lanes.load(x, first + (long) r * channels).sub(mean);
      FloatVector b = Lanes.load(x, first + (long) (r + 1) * channels).sub(mean);
      even = a.fma(a, even);
      odd = b.fma(b, odd);
    }
    if (r < rows) {
      FloatVector a = Lanes.load(x, first + (long) r * channels).sub(mean);
      even = a.fma(a, even);
    }
    return even.add(odd);
  }

  private double mean(float[] sums, int channel) {
    double total = 0;
    for (int chunk = 0; chunk < chunks.count(); chunk++) {
      total += sums[chunk * channels + channel];
    }
    return total / chunks.rows();
  }

  private double squares(float[] sums, float[] squares, double mean, int channel) {
    double total = 0;
    for (int chunk = 0; chunk < chunks.count(); chunk++) {
      int rows = chunks.rowsOf(chunk);
      double distance = (double) sums[chunk * channels + channel] / rows - mean;
      total += squares[chunk * channels + channel] + rows * distance * distance;
    }
    return total;
  }

  private void normalise() {
    if (add.isPresent()) {
      chunks.each((chunk, first, rows) -> normaliseSum(add.get(), first, rows));
    } else {
      chunks.each((chunk, first, rows) -> normalise(first, rows));
    }
  }

  private void normalise(long first, int rows) {
    for (int r = 0; r < rows; r++) {
      long row = first + (long) r * channels;
      for (int c = 0; c < whole; c += Lanes.COUNT) {
        FloatVector factor = FloatVector.fromArray(Lanes.SPECIES, scale, c);
        FloatVector offset = FloatVector.fromArray(Lanes.SPECIES, shift, c);
        FloatVector value = Lanes.load(x, row + c).fma(factor, offset);
        Lanes.store(value.max(floor), y, row + c);
      }
      for (int c = whole; c < channels; c++) {
        float value = Math.fma(x.getAtIndex(FLOAT, row + c), scale[c], shift[c]);
        y.setAtIndex(FLOAT, row + c, Math.max(value, floor));
      }
    }
  }

  private void normaliseSum(MemorySegment residual, long first, int rows) {
    for (int r = 0; r < rows; r++) {
      long row = first + (long) r * channels;
      for (int c = 0; c < whole; c += Lanes.COUNT) {
        FloatVector factor = FloatVector.fromArray(Lanes.SPECIES, scale, c);
        FloatVector offset = FloatVector.fromArray(Lanes.SPECIES, shift, c);
        FloatVector value = Lanes.load(x, row + c).fma(factor, offset);
        value = value.add(Lanes.load(residual, row + c));
        Lanes.store(value.max(floor), y, row + c);
      }
      for (int c = whole; c < channels; c++) {
        float value = Math.fma(x.getAtIndex(FLOAT, row + c), scale[c], shift[c]);
        value += residual.getAtIndex(FLOAT, row + c);
        y.setAtIndex(FLOAT, row + c, Math.max(value, floor));
      }
    }
  }
}
