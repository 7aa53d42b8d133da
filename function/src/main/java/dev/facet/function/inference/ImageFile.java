package dev.facet.function.inference;

import static java.util.Objects.requireNonNull;

import dev.facet.function.problem.ProblemException;

/** One image of a request, or the reason why there is none in its place. */
public sealed interface ImageFile {
  /**
   * The bytes of an image file.
   *
   * @param where how to call it in a sentence, such as "The body" or "images[2]"
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared; copying 20 MB would cost too much
  record Sent(String where, byte[] bytes) implements ImageFile {
    /** Checks that nothing is missing. */
    public Sent {
      requireNonNull(where, "where is null");
      requireNonNull(bytes, "bytes is null");
    }
  }

  /** An image that could not even be taken out of the request. */
  record Unreadable(ProblemException problem) implements ImageFile {
    /** Checks that there is a problem. */
    public Unreadable {
      requireNonNull(problem, "problem is null");
    }
  }
}
