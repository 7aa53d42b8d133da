package dev.facet.function.inference;

import static java.util.Objects.requireNonNull;

import dev.facet.function.problem.ProblemException;
import java.util.List;

/** What became of one image of a request. */
public sealed interface Reading {
  /**
   * The model read it.
   *
   * @param probabilities one for each label, in label order, 0 to 1
   */
  record Read(List<Float> probabilities) implements Reading {
    /** Copies the probabilities. */
    public Read {
      probabilities = List.copyOf(probabilities);
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
