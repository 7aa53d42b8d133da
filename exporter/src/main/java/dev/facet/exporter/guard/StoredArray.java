package dev.facet.exporter.guard;

import java.util.Arrays;
import java.util.List;

/**
 * An array of a SameDiff file.
 *
 * @param type the kind of its elements
 * @param shape its sizes
 */
record StoredArray(StoredType type, List<Long> shape) {
  /** ND4J's most dimensions. */
  static final int MOST_DIMENSIONS = 32;

  private static final int SHAPE = 0;
  private static final int BUFFER = 1;
  private static final int TYPE = 2;

  /** The bit of the extra field that marks an array without elements. */
  private static final long EMPTY = 1L << 8;

  /** Rank, extra field, element-wise stride, order. */
  private static final int BESIDE_SIZES = 4;

  /**
   * Reads an array and looks whether its elements lie where its strides reach.
   *
   * @param what whose it is, for the error
   */
  static StoredArray read(FlatTable table, String what) {
    StoredType type = StoredType.of(table.int8(TYPE, what), what);
    long[] info = table.int64s(SHAPE, what);
    if (info.length < BESIDE_SIZES
        || info[0] < 0
        || info[0] > MOST_DIMENSIONS
        || info.length != BESIDE_SIZES + 2 * info[0]) {
      throw new DamagedGraph(
          "%s has a shape of %d numbers that is none".formatted(what, info.length));
    }
    int rank = (int) info[0];
    long[] sizes = Arrays.copyOfRange(info, 1, 1 + rank);
    long[] strides = Arrays.copyOfRange(info, 1 + rank, 1 + 2 * rank);
    long elements = elements(sizes, what);
    boolean empty = (info[info.length - 3] & EMPTY) != 0;
    if (empty ? rank > 0 && elements != 0 : elements == 0) {
      throw new DamagedGraph(
          "%s of shape %s says wrongly whether it is empty"
              .formatted(what, Arrays.toString(sizes)));
    }
    if (empty) {
      return new StoredArray(type, Arrays.stream(sizes).boxed().toList());
    }
    requireInside(sizes, strides, elements, what);
    int held = table.length(BUFFER, what);
    if (held != elements * type.bytes()) {
      throw new DamagedGraph(
          "%s of shape %s must have %d bytes, found %d"
              .formatted(what, Arrays.toString(sizes), elements * type.bytes(), held));
    }
    return new StoredArray(type, Arrays.stream(sizes).boxed().toList());
  }

  /** The product of sizes, at most what fits into a file. */
  static long elements(long[] sizes, String what) {
    long elements = 1;
    for (long size : sizes) {
      if (size < 0 || elements * size > Integer.MAX_VALUE) {
        throw new DamagedGraph(
            "%s cannot have the shape %s".formatted(what, Arrays.toString(sizes)));
      }
      elements *= size;
    }
    return elements;
  }

  /** The last element that the strides reach is one of those that there are. */
  private static void requireInside(long[] sizes, long[] strides, long elements, String what) {
    long last = 0;
    for (int axis = 0; axis < sizes.length; axis++) {
      long stride = sizes[axis] == 1 ? 0 : strides[axis];
      if (stride < 0 || stride > elements) {
        last = elements;
      }
      last += (sizes[axis] - 1) * Math.clamp(stride, 0, elements);
    }
    if (last >= elements) {
      throw new DamagedGraph(
          "%s has strides %s, which lead out of its shape %s"
              .formatted(what, Arrays.toString(strides), Arrays.toString(sizes)));
    }
  }
}
