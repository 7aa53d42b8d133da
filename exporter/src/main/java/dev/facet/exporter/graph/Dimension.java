package dev.facet.exporter.graph;

import dev.facet.exporter.ExportException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One dimension of a value: a fixed size, or a multiple of the batch size {@code N}. */
public sealed interface Dimension {
  /** A size that never changes, zero or more. */
  record Fixed(long size) implements Dimension {
    /**
     * @throws IllegalArgumentException if the size is negative
     */
    public Fixed {
      if (size < 0) {
        throw new IllegalArgumentException("a fixed size must not be negative, found " + size);
      }
    }

    @Override
    public String toString() {
      return Long.toString(size);
    }
  }

  /** A size of {@code factor * N}. */
  record Batch(long factor) implements Dimension {
    private static final Pattern SYMBOL = Pattern.compile("(?:([1-9][0-9]*)\\*)?N");

    /**
     * @throws IllegalArgumentException if the factor is not positive
     */
    public Batch {
      if (factor < 1) {
        throw new IllegalArgumentException("a batch factor must be positive, found " + factor);
      }
    }

    @Override
    public String toString() {
      return factor == 1 ? "N" : factor + "*N";
    }
  }

  /** The batch dimension, {@code N}. */
  static Dimension batch() {
    return new Batch(1);
  }

  /** A fixed size. */
  static Dimension of(long size) {
    return new Fixed(size);
  }

  /** Fixed sizes, in order. */
  static List<Dimension> fixed(long... sizes) {
    return Arrays.stream(sizes).mapToObj(Dimension::of).toList();
  }

  /**
   * The dimension behind a symbol in the form that a batch dimension prints, {@code N} or {@code
   * 8*N}.
   *
   * @throws IllegalArgumentException for any other symbol
   */
  static Dimension ofSymbol(String symbol) {
    Matcher matcher = Batch.SYMBOL.matcher(symbol);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "a symbolic dimension must be N or a multiple such as 8*N, found " + symbol);
    }
    return matcher.group(1) == null ? batch() : new Batch(Long.parseLong(matcher.group(1)));
  }

  /**
   * The shape behind two observed ones: what stays equal is fixed, what grows with the batch is a
   * multiple of it.
   *
   * @param value whose shape it is, for the error
   * @param small shape at the smaller batch
   * @param smallBatch the smaller batch
   * @param large shape at the larger batch
   * @param largeBatch the larger batch
   * @throws ExportException if a dimension is neither
   */
  static List<Dimension> between(
      String value, long[] small, long smallBatch, long[] large, long largeBatch) {
    if (small.length != large.length) {
      throw new ExportException(
          "Variable %s has %d dimensions at batch %d and %d at batch %d; they must be as many."
              .formatted(value, small.length, smallBatch, large.length, largeBatch));
    }
    List<Dimension> shape = new ArrayList<>();
    for (int axis = 0; axis < small.length; axis++) {
      if (small[axis] == large[axis]) {
        shape.add(of(small[axis]));
      } else if (small[axis] * largeBatch == large[axis] * smallBatch
          && small[axis] % smallBatch == 0) {
        shape.add(new Batch(small[axis] / smallBatch));
      } else {
        throw new ExportException(
            "Axis %d of variable %s is %d at batch %d and %d at batch %d; it must be fixed or a"
                    .formatted(axis, value, small[axis], smallBatch, large[axis], largeBatch)
                + " multiple of the batch.");
      }
    }
    return shape;
  }

  /** The size at a batch size. */
  default long at(long batch) {
    return switch (this) {
      case Fixed(long size) -> size;
      case Batch(long factor) -> factor * batch;
    };
  }
}
