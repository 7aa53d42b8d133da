package dev.facet.exporter.graph;

import static java.util.Objects.requireNonNull;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.LongStream;

/** An immutable dense tensor: a type, a shape and little-endian row-major bytes. */
public final class Tensor {
  private final ElementType type;
  private final long[] shape;
  private final byte[] content;

  private Tensor(ElementType type, long[] shape, byte[] content) {
    long expected = elements(shape) * type.bytes();
    if (content.length != expected) {
      throw new IllegalArgumentException(
          "a %s tensor of shape %s must have %d bytes, found %d"
              .formatted(type.label(), Arrays.toString(shape), expected, content.length));
    }
    this.type = type;
    this.shape = shape;
    this.content = content;
  }

  /**
   * A tensor from little-endian row-major bytes, copied.
   *
   * @throws IllegalArgumentException if the bytes do not fill the shape exactly
   */
  public static Tensor of(ElementType type, byte[] content, long... shape) {
    requireNonNull(type, "type is null");
    return new Tensor(type, shape.clone(), content.clone());
  }

  /** A float32 tensor. */
  public static Tensor ofFloats(float[] values, long... shape) {
    return new Tensor(
        ElementType.FLOAT,
        shape.clone(),
        bytes(values.length * Float.BYTES, buffer -> buffer.asFloatBuffer().put(values)));
  }

  /** An int64 tensor. */
  public static Tensor ofLongs(long[] values, long... shape) {
    return new Tensor(
        ElementType.INT64,
        shape.clone(),
        bytes(values.length * Long.BYTES, buffer -> buffer.asLongBuffer().put(values)));
  }

  /** An int32 tensor. */
  public static Tensor ofInts(int[] values, long... shape) {
    return new Tensor(
        ElementType.INT32,
        shape.clone(),
        bytes(values.length * Integer.BYTES, buffer -> buffer.asIntBuffer().put(values)));
  }

  /** A uint8 tensor. */
  public static Tensor ofBytes(byte[] values, long... shape) {
    return new Tensor(ElementType.UINT8, shape.clone(), values.clone());
  }

  /** A float32 scalar. */
  public static Tensor scalar(float value) {
    return ofFloats(new float[] {value});
  }

  /** A list of int64 numbers, shape {@code [values.length]}. */
  public static Tensor list(long... values) {
    return ofLongs(values, values.length);
  }

  private static byte[] bytes(int length, Consumer<ByteBuffer> fill) {
    ByteBuffer buffer = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
    fill.accept(buffer);
    return buffer.array();
  }

  /** The element type. */
  public ElementType type() {
    return type;
  }

  /** A copy of the shape. */
  public long[] shape() {
    return shape.clone();
  }

  /** The number of dimensions. */
  public int rank() {
    return shape.length;
  }

  /** The number of elements. */
  public long elements() {
    return elements(shape);
  }

  private static long elements(long[] shape) {
    return LongStream.of(shape).reduce(1, Math::multiplyExact);
  }

  /** A read-only little-endian view of the bytes. */
  public ByteBuffer bytes() {
    return ByteBuffer.wrap(content).asReadOnlyBuffer().order(ByteOrder.LITTLE_ENDIAN);
  }

  /**
   * A copy of the elements.
   *
   * @throws IllegalStateException if this is not a float32 tensor
   */
  public float[] floats() {
    requireType(ElementType.FLOAT);
    float[] values = new float[Math.toIntExact(elements())];
    bytes().asFloatBuffer().get(values);
    return values;
  }

  /**
   * A copy of the elements.
   *
   * @throws IllegalStateException if this is neither an int64 nor an int32 tensor
   */
  public long[] longs() {
    if (type == ElementType.INT32) {
      int[] values = new int[Math.toIntExact(elements())];
      bytes().asIntBuffer().get(values);
      return Arrays.stream(values).asLongStream().toArray();
    }
    requireType(ElementType.INT64);
    long[] values = new long[Math.toIntExact(elements())];
    bytes().asLongBuffer().get(values);
    return values;
  }

  private void requireType(ElementType wanted) {
    if (type != wanted) {
      throw new IllegalStateException(
          "a tensor of %s was read as %s".formatted(type.label(), wanted.label()));
    }
  }

  /** This tensor as a value of a graph. */
  public Value asValue(String name) {
    List<Dimension> dimensions = Dimension.fixed(shape);
    return new Value(name, type, dimensions);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Tensor that
        && type == that.type
        && Arrays.equals(shape, that.shape)
        && Arrays.equals(content, that.content);
  }

  @Override
  public int hashCode() {
    return 31 * Objects.hash(type, Arrays.hashCode(shape)) + Arrays.hashCode(content);
  }

  @Override
  public String toString() {
    return type.label() + Arrays.toString(shape);
  }
}
