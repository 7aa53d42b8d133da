package dev.facet.pipeline.tool;

/** A program that could not do its work; the message is the sentence that it ended with. */
public final class ToolFailure extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final int status;

  /** With what it said and the status that it ended with. */
  public ToolFailure(String message, int status) {
    super(message);
    this.status = status;
  }

  /** Whether it found something wrong itself, and was not ended by something else. */
  public boolean isVerdict() {
    return status == 1;
  }
}
