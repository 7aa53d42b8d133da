package dev.facet.function.problem;

import static java.util.Objects.requireNonNull;

/**
 * Ends the work on a request, or on one of its images, with a problem that the caller caused.
 *
 * <p>It carries no stack trace: it is an answer, not a bug, and hostile callers cause many of them.
 */
public final class ProblemException extends RuntimeException {
  private final ProblemType type;

  /** A problem of this type; the detail is one sentence for the caller. */
  public ProblemException(ProblemType type, String detail) {
    super(requireNonNull(detail, "detail is null"), null, false, false);
    this.type = requireNonNull(type, "type is null");
  }

  /** What kind of problem it is. */
  public ProblemType type() {
    return type;
  }

  /** The problem as the caller reads it. */
  public Problem problem() {
    return Problem.of(type, getMessage());
  }
}
