package dev.facet.trainer.weights;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Arrays that were read from somewhere.
 *
 * @param source where from, for people
 * @param arrays by name, in the order of the source
 * @param advice what to do if a network can take none of them, as the end of a sentence
 */
public record NamedArrays(String source, Map<String, Values> arrays, String advice) {
  /** What to do if no array has a name and shape of the network's. */
  public static final String SAME_BACKBONE = "give weights of the same backbone to --init";

  /** One array: its extents and its numbers in C order. */
  public static final class Values {
    private final List<Long> shape;
    private final float[] numbers;

    /** Takes over the numbers, which must not change any more. */
    public Values(List<Long> shape, float[] numbers) {
      this.shape = List.copyOf(shape);
      this.numbers = numbers;
    }

    /** The extents. */
    public List<Long> shape() {
      return shape;
    }

    /** The numbers in C order; not a copy. */
    public float[] numbers() {
      return numbers;
    }
  }

  /** Arrays of which nothing more is known. */
  public NamedArrays(String source, Map<String, Values> arrays) {
    this(source, arrays, SAME_BACKBONE);
  }

  /** Copies the map. */
  public NamedArrays {
    arrays = Collections.unmodifiableMap(new LinkedHashMap<>(arrays));
  }
}
