package dev.facet.function.inference;

import static java.util.Objects.requireNonNull;

import dev.facet.function.problem.ProblemException;
import java.nio.FloatBuffer;
import java.util.Map;

/** What became of one image of a request. */
public sealed interface Reading {
  /**
   * What the model read.
   *
   * @throws ProblemException when it could not read the image
   */
  default Read orThrow() {
    return switch (this) {
      case Read read -> read;
      case Refused refused -> throw refused.problem();
    };
  }

  /**
   * The model read it.
   *
   * @param outputs what each output that was asked for says of this image, by the output's name:
   *     the values without the axis of images, row by row, such as {@code [A]} for {@code
   *     probabilities}
   */
  record Read(Map<String, FloatBuffer> outputs) implements Reading {
    /** Copies the map, not the values. */
    public Read {
      outputs = Map.copyOf(outputs);
    }

    /**
     * The values of an output, at position 0.
     *
     * @throws IllegalArgumentException when it was not asked for
     */
    public FloatBuffer of(String output) {
      FloatBuffer values = outputs.get(output);
      if (values == null) {
        throw new IllegalArgumentException(
            "output must be one of " + outputs.keySet() + ", found " + output);
      }
      return values.duplicate();
    }
  }

  /** It could not be read. */
  record Refused(ProblemException problem) implements Reading {
    /** Checks that there is a problem. */
    public Refused {
      requireNonNull(problem, "problem is null");
    }
  }
}
