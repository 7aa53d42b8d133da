package dev.facet.pipeline;

/** Something that a user can put right; its message is one sentence that says how. */
public final class PipelineException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** With what was wrong, where, and what to do. */
  public PipelineException(String message) {
    super(message);
  }

  /** The same, with what led to it. */
  public PipelineException(String message, Throwable cause) {
    super(message, cause);
  }
}
