package dev.facet.exporter.graph;

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

  /** The size at a batch size. */
  default long at(long batch) {
    return switch (this) {
      case Fixed(long size) -> size;
      case Batch(long factor) -> factor * batch;
    };
  }
}
