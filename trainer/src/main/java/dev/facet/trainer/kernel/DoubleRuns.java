package dev.facet.trainer.kernel;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** {@link Runs} in double precision, written as the formulas stand. */
record DoubleRuns(int length) implements Runs {
  private static final ValueLayout.OfDouble DOUBLE = ValueLayout.JAVA_DOUBLE;

  @Override
  public MemorySegment scratch(long runs) {
    return Arena.ofAuto().allocate(runs * length * Double.BYTES, 64);
  }

  @Override
  public double get(MemorySegment from, long index) {
    return from.getAtIndex(DOUBLE, index);
  }

  @Override
  public void set(MemorySegment to, long index, double value) {
    to.setAtIndex(DOUBLE, index, value);
  }

  private void add(MemorySegment to, long index, double value) {
    set(to, index, get(to, index) + value);
  }

  @Override
  public double sum(MemorySegment x, long xAt) {
    double sum = 0;
    for (int i = 0; i < length; i++) {
      sum += get(x, xAt + i);
    }
    return sum;
  }

  @Override
  public double largest(MemorySegment x, long xAt) {
    double largest = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < length; i++) {
      largest = Math.max(largest, get(x, xAt + i));
    }
    return largest;
  }

  @Override
  public void fill(double value, MemorySegment out, long at) {
    for (int i = 0; i < length; i++) {
      set(out, at + i, value);
    }
  }

  @Override
  public void scale(double factor, MemorySegment x, long xAt, MemorySegment out, long at) {
    for (int i = 0; i < length; i++) {
      set(out, at + i, factor * get(x, xAt + i));
    }
  }

  @Override
  public void addScaled(double factor, MemorySegment x, long xAt, MemorySegment out, long at) {
    for (int i = 0; i < length; i++) {
      add(out, at + i, factor * get(x, xAt + i));
    }
  }

  @Override
  public void raise(MemorySegment x, long xAt, MemorySegment out, long at) {
    for (int i = 0; i < length; i++) {
      set(out, at + i, Math.max(get(out, at + i), get(x, xAt + i)));
    }
  }

  @Override
  public void rectifySum(
      MemorySegment x, long xAt, MemorySegment y, long yAt, MemorySegment out, long at) {
    for (int i = 0; i < length; i++) {
      set(out, at + i, Math.max(0, get(x, xAt + i) + get(y, yAt + i)));
    }
  }

  @Override
  public void open(
      MemorySegment dy,
      long dyAt,
      MemorySegment y,
      long yAt,
      MemorySegment out,
      long at,
      MemorySegment sum,
      long sumAt) {
    fill(0, out, at);
    addOpen(dy, dyAt, y, yAt, out, at, sum, sumAt);
  }

  @Override
  public void addOpen(
      MemorySegment dy,
      long dyAt,
      MemorySegment y,
      long yAt,
      MemorySegment out,
      long at,
      MemorySegment sum,
      long sumAt) {
    for (int i = 0; i < length; i++) {
      if (get(y, yAt + i) > 0) {
        add(out, at + i, get(dy, dyAt + i));
        add(sum, sumAt + i, get(dy, dyAt + i));
      }
    }
  }

  @Override
  public void hand(
      MemorySegment x,
      long xAt,
      MemorySegment y,
      long yAt,
      MemorySegment rest,
      long restAt,
      MemorySegment out,
      long at) {
    for (int i = 0; i < length; i++) {
      if (get(x, xAt + i) == get(y, yAt + i)) {
        add(out, at + i, get(rest, restAt + i));
        set(rest, restAt + i, 0);
      }
    }
  }
}
