package dev.facet.exporter;

/**
 * A failure that the user can mend. Its message is one sentence: what was wrong, where, which value
 * was found and what to do.
 */
public final class ExportException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** A failure with nothing behind it. */
  public ExportException(String message) {
    super(message);
  }

  /** A failure that another exception caused. */
  public ExportException(String message, Throwable cause) {
    super(message, cause);
  }
}
