package dev.facet.trainer.kernel;

import static java.nio.ByteOrder.nativeOrder;

import java.lang.foreign.MemorySegment;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorSpecies;

/** Vector access to segments of single-precision numbers, by number and not by byte. */
final class Lanes {
  static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  static final int COUNT = SPECIES.length();

  private Lanes() {}

  /** The lanes that belong to a range when a vector begins at one of its numbers. */
  static VectorMask<Float> mask(int from, int end) {
    return SPECIES.indexInRange(from, end);
  }

  static FloatVector load(MemorySegment from, long index) {
    return FloatVector.fromMemorySegment(SPECIES, from, index * Float.BYTES, nativeOrder());
  }

  static FloatVector load(MemorySegment from, long index, VectorMask<Float> mask) {
    return FloatVector.fromMemorySegment(SPECIES, from, index * Float.BYTES, nativeOrder(), mask);
  }

  static void store(FloatVector value, MemorySegment to, long index) {
    value.intoMemorySegment(to, index * Float.BYTES, nativeOrder());
  }

  static void store(FloatVector value, MemorySegment to, long index, VectorMask<Float> mask) {
    value.intoMemorySegment(to, index * Float.BYTES, nativeOrder(), mask);
  }

  /** The values where the mask is set, zero elsewhere. */
  static FloatVector where(VectorMask<Float> mask, FloatVector values) {
    return FloatVector.zero(SPECIES).blend(values, mask);
  }

  /**
   * The sum of the lanes from the first to the last. The Vector API's own reduction adds in one
   * order before and in another after compilation, and a run has to repeat bit for bit.
   */
  static float total(FloatVector lanes) {
    float sum = 0;
    for (int i = 0; i < COUNT; i++) {
      sum += lanes.lane(i);
    }
    return sum;
  }
}
