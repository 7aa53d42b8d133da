package dev.facet.trainer.kernel;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;

/**
 * {@link Runs} in single precision with the Vector API. The values of a run that do not fill a
 * vector go through one with a mask.
 */
record FloatRuns(int length) implements Runs {
  private static final ValueLayout.OfFloat FLOAT = ValueLayout.JAVA_FLOAT;
  private static final FloatVector ZERO = FloatVector.zero(Lanes.SPECIES);

  @Override
  public MemorySegment scratch(long runs) {
    return Arena.ofAuto().allocate(runs * length * Float.BYTES, 64);
  }

  @Override
  public double get(MemorySegment from, long index) {
    return from.getAtIndex(FLOAT, index);
  }

  @Override
  public void set(MemorySegment to, long index, double value) {
    to.setAtIndex(FLOAT, index, (float) value);
  }

  @Override
  public double sum(MemorySegment x, long xAt) {
    FloatVector sum = ZERO;
    for (int i = 0; i < length; i += Lanes.COUNT) {
      sum = sum.add(Lanes.load(x, xAt + i, Lanes.mask(i, length)));
    }
    return Lanes.total(sum);
  }

  @Override
  public double largest(MemorySegment x, long xAt) {
    FloatVector largest = FloatVector.broadcast(Lanes.SPECIES, Float.NEGATIVE_INFINITY);
    for (int i = 0; i < length; i += Lanes.COUNT) {
      VectorMask<Float> inside = Lanes.mask(i, length);
      largest = largest.lanewise(VectorOperators.MAX, Lanes.load(x, xAt + i, inside), inside);
    }
    return largest.reduceLanes(VectorOperators.MAX);
  }

  @Override
  public void fill(double value, MemorySegment out, long at) {
    FloatVector values = FloatVector.broadcast(Lanes.SPECIES, (float) value);
    for (int i = 0; i < length; i += Lanes.COUNT) {
      Lanes.store(values, out, at + i, Lanes.mask(i, length));
    }
  }

  @Override
  public void scale(double factor, MemorySegment x, long xAt, MemorySegment out, long at) {
    float by = (float) factor;
    for (int i = 0; i < length; i += Lanes.COUNT) {
      VectorMask<Float> inside = Lanes.mask(i, length);
      Lanes.store(Lanes.load(x, xAt + i, inside).mul(by), out, at + i, inside);
    }
  }

  @Override
  public void addScaled(double factor, MemorySegment x, long xAt, MemorySegment out, long at) {
    FloatVector by = FloatVector.broadcast(Lanes.SPECIES, (float) factor);
    for (int i = 0; i < length; i += Lanes.COUNT) {
      VectorMask<Float> inside = Lanes.mask(i, length);
      FloatVector before = Lanes.load(out, at + i, inside);
      Lanes.store(Lanes.load(x, xAt + i, inside).fma(by, before), out, at + i, inside);
    }
  }

  @Override
  public void raise(MemorySegment x, long xAt, MemorySegment out, long at) {
    for (int i = 0; i < length; i += Lanes.COUNT) {
      VectorMask<Float> inside = Lanes.mask(i, length);
      FloatVector before = Lanes.load(out, at + i, inside);
      Lanes.store(Lanes.load(x, xAt + i, inside).max(before), out, at + i, inside);
    }
  }

  @Override
  public void rectifySum(
      MemorySegment x, long xAt, MemorySegment y, long yAt, MemorySegment out, long at) {
    for (int i = 0; i < length; i += Lanes.COUNT) {
      VectorMask<Float> inside = Lanes.mask(i, length);
      FloatVector sum = Lanes.load(x, xAt + i, inside).add(Lanes.load(y, yAt + i, inside));
      Lanes.store(sum.max(0), out, at + i, inside);
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
    for (int i = 0; i < length; i += Lanes.COUNT) {
      VectorMask<Float> inside = Lanes.mask(i, length);
      FloatVector passed = passed(dy, dyAt + i, y, yAt + i, inside);
      Lanes.store(passed, out, at + i, inside);
      Lanes.store(passed.add(Lanes.load(sum, sumAt + i, inside)), sum, sumAt + i, inside);
    }
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
    for (int i = 0; i < length; i += Lanes.COUNT) {
      VectorMask<Float> inside = Lanes.mask(i, length);
      FloatVector passed = passed(dy, dyAt + i, y, yAt + i, inside);
      Lanes.store(passed.add(Lanes.load(out, at + i, inside)), out, at + i, inside);
      Lanes.store(passed.add(Lanes.load(sum, sumAt + i, inside)), sum, sumAt + i, inside);
    }
  }

  private static FloatVector passed(
      MemorySegment dy, long dyAt, MemorySegment y, long yAt, VectorMask<Float> inside) {
    VectorMask<Float> open = Lanes.load(y, yAt, inside).compare(VectorOperators.GT, 0f);
    return ZERO.blend(Lanes.load(dy, dyAt, inside), open);
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
    for (int i = 0; i < length; i += Lanes.COUNT) {
      VectorMask<Float> inside = Lanes.mask(i, length);
      VectorMask<Float> equal =
          Lanes.load(x, xAt + i, inside)
              .compare(VectorOperators.EQ, Lanes.load(y, yAt + i, inside));
      FloatVector left = Lanes.load(rest, restAt + i, inside);
      Lanes.store(Lanes.load(out, at + i, inside).add(left, equal), out, at + i, inside);
      Lanes.store(left.blend(ZERO, equal), rest, restAt + i, inside);
    }
  }
}
