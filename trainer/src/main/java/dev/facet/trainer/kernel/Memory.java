package dev.facet.trainer.kernel;

import java.lang.foreign.MemorySegment;
import java.util.Objects;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.executioner.OpExecutioner;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

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
    int width = array.dataType().width();
    // a view's buffer has the address of the whole
    return MemorySegment.ofAddress(array.data().address() + array.offset() * width)
        .reinterpret(array.length() * width);
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

  /**
   * An array of the given shape over a part of a flat one: what is written to either shows in both.
   */
  public static INDArray view(INDArray flat, long offset, long... shape) {
    long length = 1;
    for (long extent : shape) {
      length *= extent;
    }
    INDArray part = flat.get(NDArrayIndex.interval(offset, offset + length));
    return shape.length == 0 ? part.reshape() : part.reshape('c', shape);
  }

  /** Overwrites a contiguous array of single precision, wherever ND4J keeps it. */
  public static void put(INDArray array, float... values) {
    if (isReachable()) {
      MemorySegment.copy(
          MemorySegment.ofArray(values), 0, of(array), 0, (long) values.length * Float.BYTES);
    } else {
      array.assign(Nd4j.createFromArray(values).reshape(array.shape()));
    }
  }

  /** Whether ND4J keeps its arrays where Java can read and write them, and not on a GPU. */
  public static boolean isReachable() {
    return Nd4j.getExecutioner().type() == OpExecutioner.ExecutionerType.NATIVE_CPU;
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
