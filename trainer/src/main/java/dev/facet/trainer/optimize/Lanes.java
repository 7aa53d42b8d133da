package dev.facet.trainer.optimize;

import static java.nio.ByteOrder.nativeOrder;

import java.lang.foreign.MemorySegment;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorSpecies;

/** Vector access to segments of single-precision numbers, by number and not by byte. */
final class Lanes {
  static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;

  private Lanes() {}

  static VectorMask<Float> mask(long begin, long end) {
    return SPECIES.indexInRange(begin, end);
  }

  static FloatVector load(MemorySegment from, long index, VectorMask<Float> mask) {
    return FloatVector.fromMemorySegment(SPECIES, from, index * Float.BYTES, nativeOrder(), mask);
  }

  static void store(FloatVector value, MemorySegment to, long index, VectorMask<Float> mask) {
    value.intoMemorySegment(to, index * Float.BYTES, nativeOrder(), mask);
  }
}
