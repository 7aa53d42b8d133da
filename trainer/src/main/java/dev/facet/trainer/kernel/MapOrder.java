package dev.facet.trainer.kernel;

import java.lang.foreign.MemorySegment;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * How feature maps {@code [N, C, H, W]} lie in memory. The order is a matter of memory only: an
 * array has the shape {@code [N, C, H, W]} in both, and its strides tell which one it is.
 */
public enum MapOrder {
  /** Plane after plane, as ND4J's operators want them. */
  PLANES,
  /** The channels of a position side by side, {@code [N][H][W][C]}, as oneDNN is fastest with. */
  CHANNELS_LAST;

  /**
   * The order of an array that is dense in one of them. Where both are the same memory, because
   * there is one channel or one position, either is right and planes are answered.
   *
   * @throws IllegalArgumentException if it is dense in neither
   */
  public static MapOrder of(INDArray maps) {
    if (Memory.isDense(maps)) {
      return PLANES;
    }
    if (maps.rank() == 4 && Memory.isDense(maps.permute(0, 2, 3, 1))) {
      return CHANNELS_LAST;
    }
    throw new IllegalArgumentException(
        "maps must be dense, by planes or channels last, found " + maps.shapeInfoToString());
  }

  /** Whether any of the arrays has its channels last. */
  public static boolean anyLast(Iterable<INDArray> arrays) {
    for (INDArray array : arrays) {
      if (array.rank() == 4 && !Memory.isDense(array)) {
        return true;
      }
    }
    return false;
  }

  /**
   * An array of the given shape, in this order, over memory that somebody else owns.
   *
   * @param shape {@code [N, C, H, W]}; any other shape has planes only
   * @throws IllegalArgumentException if the memory is smaller than the array
   */
  public INDArray array(MemorySegment memory, DataType type, long... shape) {
    return switch (this) {
      case PLANES -> Memory.array(memory, type, shape);
      case CHANNELS_LAST ->
          Memory.array(memory, type, shape[0], shape[2], shape[3], shape[1]).permute(0, 3, 1, 2);
    };
  }
}
