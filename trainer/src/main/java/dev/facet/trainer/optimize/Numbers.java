package dev.facet.trainer.optimize;

import dev.facet.trainer.kernel.Memory;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Single-precision numbers in the layout of a {@link WeightBlock}: in the processor's memory, where
 * Java computes on them, or in an array of ND4J's, wherever that keeps it.
 */
public sealed interface Numbers {

  /** An array over a part of them, in C order: what is written to either shows in both. */
  INDArray array(long offset, List<Long> shape);

  /** Overwrites numbers from an offset on. */
  void put(long offset, float[] values);

  /** The numbers in native order, to be written to a file: themselves, or a copy. */
  MemorySegment saved();

  /** Overwrites all of them with what {@link #saved} gave. */
  void restore(MemorySegment saved);

  /** How many bytes {@link #saved} has. */
  long bytes();

  /** Numbers in the processor's memory, at whose disposal a block's arena is. */
  record Host(MemorySegment segment) implements Numbers {
    @Override
    public INDArray array(long offset, List<Long> shape) {
      return Memory.array(slice(offset, length(shape)), DataType.FLOAT, WeightBlock.extents(shape));
    }

    @Override
    public void put(long offset, float[] values) {
      slice(offset, values.length).copyFrom(MemorySegment.ofArray(values));
    }

    private MemorySegment slice(long offset, long length) {
      return segment.asSlice(offset * Float.BYTES, length * Float.BYTES);
    }

    @Override
    public MemorySegment saved() {
      return segment;
    }

    @Override
    public void restore(MemorySegment saved) {
      segment.copyFrom(saved);
    }

    @Override
    public long bytes() {
      return segment.byteSize();
    }
  }

  /** Numbers in a flat array of ND4J's. */
  record Flat(INDArray all) implements Numbers {
    @Override
    public INDArray array(long offset, List<Long> shape) {
      return Memory.view(all, offset, WeightBlock.extents(shape));
    }

    @Override
    public void put(long offset, float[] values) {
      Memory.put(Memory.view(all, offset, values.length), values);
    }

    @Override
    public MemorySegment saved() {
      MemorySegment copy = Arena.ofAuto().allocate(bytes(), Float.BYTES);
      copy.copyFrom(MemorySegment.ofArray(all.toFloatVector()));
      return copy;
    }

    @Override
    public void restore(MemorySegment saved) {
      // the copy in a file need not be aligned
      put(0, saved.toArray(ValueLayout.JAVA_FLOAT_UNALIGNED));
    }

    @Override
    public long bytes() {
      return all.length() * Float.BYTES;
    }
  }

  private static long length(List<Long> shape) {
    return shape.stream().reduce(1L, (a, b) -> a * b);
  }
}
