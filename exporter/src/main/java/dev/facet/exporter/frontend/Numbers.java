package dev.facet.exporter.frontend;

import dev.facet.exporter.graph.Dimension;
import dev.facet.exporter.graph.ElementType;
import dev.facet.exporter.graph.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Tensors of computed numbers in the element types that SameDiff's variables have. */
final class Numbers {
  private Numbers() {}

  /** A tensor whose numbers are rounded towards zero where the type is an integer. */
  static Tensor of(ElementType type, double[] values, long... shape) {
    return switch (type) {
      case FLOAT -> {
        float[] floats = new float[values.length];
        for (int i = 0; i < values.length; i++) {
          floats[i] = (float) values[i];
        }
        yield Tensor.ofFloats(floats, shape);
      }
      case INT64 -> Tensor.ofLongs(Arrays.stream(values).mapToLong(v -> (long) v).toArray(), shape);
      case INT32 -> Tensor.ofInts(Arrays.stream(values).mapToInt(v -> (int) v).toArray(), shape);
      case BOOL -> {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
          bytes[i] = (byte) (values[i] == 0 ? 0 : 1);
        }
        yield Tensor.of(type, bytes, shape);
      }
      case UINT8, INT8, FLOAT16 ->
          throw new IllegalStateException("SameDiff variables never have the type " + type);
    };
  }

  /** A tensor of one number again and again. */
  static Tensor filled(ElementType type, double value, long... shape) {
    int elements = 1;
    for (long size : shape) {
      elements = Math.multiplyExact(elements, Math.toIntExact(size));
    }
    double[] values = new double[elements];
    Arrays.fill(values, value);
    return of(type, values, shape);
  }

  /** One number, shape {@code []}. */
  static Tensor scalar(ElementType type, double value) {
    return of(type, new double[] {value});
  }

  /** The elements of a tensor of integers, or of floats that are whole numbers. */
  static long[] integers(Tensor tensor) {
    if (tensor.type() != ElementType.FLOAT) {
      return tensor.longs();
    }
    float[] floats = tensor.floats();
    return IntStream.range(0, floats.length).mapToLong(i -> (long) floats[i]).toArray();
  }

  /** The one number of a tensor of integers or floats. */
  static double single(Tensor tensor) {
    return tensor.type() == ElementType.FLOAT ? tensor.floats()[0] : tensor.longs()[0];
  }

  /** A shape without the batch in it; empty if a dimension depends on the batch. */
  static Optional<long[]> fixed(List<Dimension> shape) {
    long[] sizes = new long[shape.size()];
    for (int axis = 0; axis < sizes.length; axis++) {
      if (!(shape.get(axis) instanceof Dimension.Fixed(long size))) {
        return Optional.empty();
      }
      sizes[axis] = size;
    }
    return Optional.of(sizes);
  }
}
