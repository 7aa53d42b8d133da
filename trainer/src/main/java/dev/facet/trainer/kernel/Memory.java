package dev.facet.trainer.kernel;

import java.lang.foreign.MemorySegment;
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
  @SuppressWarnings("restricted") // the launcher grants native access; ND4J needs it anyway
  public static MemorySegment of(INDArray array) {
    long length = array.length();
    if (length > 1 && (array.ordering() != 'c' || array.elementWiseStride() != 1)) {
      throw new IllegalArgumentException(
          "array must be contiguous and in C order, found " + array.shapeInfoToString());
    }
    return MemorySegment.ofAddress(array.data().address())
        .reinterpret(length * array.dataType().width());
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
