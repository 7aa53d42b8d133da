package dev.facet.trainer.kernel;

import java.lang.foreign.MemorySegment;
import java.util.Objects;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** The border between ND4J's arrays and native memory that Java code reads and writes itself. */
public final class Memory {
  private Memory() {}

  /**
   * The memory of a contiguous array in C order. The array must stay reachable while the segment is
   * in use: the segment does not keep it alive.
   *
   * @throws IllegalArgumentException if the array is a strided view
   */
  public static MemorySegment of(INDArray array) {
    if (!isDense(array)) {
      throw new IllegalArgumentException(
          "array must be contiguous and in C order, found " + array.shapeInfoToString());
    }
    return whole(array);
  }

  /** Whether an array is contiguous and in C order; strides of extents of one do not count. */
  static boolean isDense(INDArray array) {
    long stride = 1;
    for (int i = array.rank() - 1; i >= 0; i--) {
      if (array.size(i) != 1 && array.stride(i) != stride) {
        return false;
      }
      stride *= array.size(i);
    }
    return true;
  }

  /**
   * The memory of feature maps, whichever order they have.
   *
   * @throws IllegalArgumentException if they are dense in neither order
   */
  static MemorySegment ofMaps(INDArray maps) {
    Objects.requireNonNull(MapOrder.of(maps));
    return whole(maps);
  }

  /** The memory of feature maps as JavaCPP wants it; it keeps nothing alive. */
  static Pointer pointer(INDArray maps) {
    MemorySegment memory = ofMaps(maps);
    return new Address(memory.address(), memory.byteSize());
  }

  @SuppressWarnings("restricted") // the launcher grants native access; ND4J needs it anyway
  private static MemorySegment whole(INDArray array) {
    return MemorySegment.ofAddress(array.data().address())
        .reinterpret(array.length() * array.dataType().width());
  }

  /**
   * An array of the given shape, in C order, over memory that somebody else owns: the memory must
   * outlive the array.
   *
   * @throws IllegalArgumentException if the memory is smaller than the array
   */
  public static INDArray array(MemorySegment memory, DataType type, long... shape) {
    long length = 1;
    for (long extent : shape) {
      length *= extent;
    }
    if (memory.byteSize() < length * type.width()) {
      throw new IllegalArgumentException(
          "array needs %d bytes, found %d".formatted(length * type.width(), memory.byteSize()));
    }
    INDArray flat =
        Nd4j.create(Nd4j.createBuffer(new Address(memory.address(), length), length, type));
    return shape.length == 0 ? flat.reshape() : flat.reshape('c', shape);
  }

  /** A pointer to an address, with no claim on what lies there. */
  private static final class Address extends BytePointer {
    Address(long address, long limit) {
      super((Pointer) null);
      this.address = address;
      this.limit = limit;
      this.capacity = limit;
    }
  }
}
