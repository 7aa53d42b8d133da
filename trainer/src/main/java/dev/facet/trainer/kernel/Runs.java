package dev.facet.trainer.kernel;

import java.lang.foreign.MemorySegment;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * Arithmetic on runs of values that lie side by side, such as the channels of a position where maps
 * have their channels last. A run is given by the memory that it lies in and the index of its first
 * value there; all have the same length. Operators that are written with it run in single precision
 * on vectors and in double precision as plain loops, by the same code. Sums add in a fixed order,
 * so they repeat bit for bit.
 */
sealed interface Runs permits FloatRuns, DoubleRuns {

  /**
   * Arithmetic for arrays of a type.
   *
   * @param length values of a run, at least 1
   */
  static Runs of(DataType type, int length) {
    return type == DataType.DOUBLE ? new DoubleRuns(length) : new FloatRuns(length);
  }

  /** Memory for runs that an operator needs to itself; freed with the operator. */
  MemorySegment scratch(long runs);

  /** The value at an index. */
  double get(MemorySegment from, long index);

  /** Writes a value. */
  void set(MemorySegment to, long index, double value);

  /** The sum of a run. */
  double sum(MemorySegment x, long xAt);

  /** The largest value of a run. */
  double largest(MemorySegment x, long xAt);

  /** {@code out = value}. */
  void fill(double value, MemorySegment out, long at);

  /** {@code out = factor * x}. */
  void scale(double factor, MemorySegment x, long xAt, MemorySegment out, long at);

  /** {@code out += factor * x}. */
  void addScaled(double factor, MemorySegment x, long xAt, MemorySegment out, long at);

  /** {@code out = max(out, x)}. */
  void raise(MemorySegment x, long xAt, MemorySegment out, long at);

  /** {@code out = max(0, x + y)}. */
  void rectifySum(MemorySegment x, long xAt, MemorySegment y, long yAt, MemorySegment out, long at);

  /** {@code out = dy} where y is above zero, else 0; what passed is added to {@code sum}. */
  void open(
      MemorySegment dy,
      long dyAt,
      MemorySegment y,
      long yAt,
      MemorySegment out,
      long at,
      MemorySegment sum,
      long sumAt);

  /** {@code out += dy} where y is above zero; what passed is added to {@code sum}. */
  void addOpen(
      MemorySegment dy,
      long dyAt,
      MemorySegment y,
      long yAt,
      MemorySegment out,
      long at,
      MemorySegment sum,
      long sumAt);

  /**
   * Where x equals y: {@code out += rest} and {@code rest = 0}, so that of several runs that equal
   * y only the first is given the rest.
   */
  void hand(
      MemorySegment x,
      long xAt,
      MemorySegment y,
      long yAt,
      MemorySegment rest,
      long restAt,
      MemorySegment out,
      long at);
}
