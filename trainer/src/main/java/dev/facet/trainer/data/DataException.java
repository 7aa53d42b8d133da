package dev.facet.trainer.data;

/**
 * Wrong data or a wrong option. The message is one sentence for the user: where (file, line), which
 * rule, the value found and what to do.
 */
public final class DataException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Says what is wrong, in one sentence. */
  public DataException(String message) {
    super(message);
  }

  /** Says what is wrong, in one sentence, and keeps what brought it to light. */
  public DataException(String message, Throwable cause) {
    super(message, cause);
  }
}
