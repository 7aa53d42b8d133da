package dev.facet.trainer.plan;

import java.util.Arrays;
import java.util.List;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * What an array looks like.
 *
 * @param type of its numbers
 * @param dimensions its extents, in C order
 */
record Shape(DataType type, List<Long> dimensions) {
  static Shape of(DataType type, long... extents) {
    return new Shape(type, Arrays.stream(extents).boxed().toList());
  }

  long[] extents() {
    return dimensions.stream().mapToLong(Long::longValue).toArray();
  }

  long length() {
    return dimensions.stream().reduce(1L, (a, b) -> a * b);
  }

  long bytes() {
    return length() * type.width();
  }

  static Shape of(INDArray array) {
    return of(array.dataType(), array.shape());
  }

  /** An array of its own. */
  INDArray allocate() {
    return length() == 0 ? Nd4j.empty(type) : Nd4j.createUninitialized(type, extents(), 'c');
  }

  /** The given array, if it has this shape. */
  INDArray checked(String name, INDArray array) {
    if (array.dataType() != type || !Arrays.equals(array.shape(), extents())) {
      throw new IllegalArgumentException(
          "output %s is %s %s, but its array is %s %s"
              .formatted(name, type, dimensions, array.dataType(), Arrays.toString(array.shape())));
    }
    return array;
  }
}
