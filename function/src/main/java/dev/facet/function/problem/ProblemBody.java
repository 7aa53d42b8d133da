package dev.facet.function.problem;

import static java.util.Objects.requireNonNull;

/**
 * The body that tells a mistake: a {@link Problem}, or an {@link InferenceError} where the Open
 * Inference Protocol is spoken.
 *
 * @param mediaType of the body
 * @param content to be written as JSON
 */
public record ProblemBody(String mediaType, Object content) {
  /** Checks that nothing is missing. */
  public ProblemBody {
    requireNonNull(mediaType, "mediaType is null");
    requireNonNull(content, "content is null");
  }

  /**
   * How a mistake is told at a path.
   *
   * @param detail one sentence for the caller
   */
  public static ProblemBody at(String path, ProblemType type, String detail) {
    return InferenceError.isFor(path)
        ? new ProblemBody("application/json", new InferenceError(detail))
        : new ProblemBody(Problem.MEDIA_TYPE, Problem.of(type, detail));
  }
}
