package dev.facet.function.bundle;

/** A bundle cannot be served; the message is one sentence or more for the person who starts it. */
public final class BundleException extends RuntimeException {
  /** With a sentence that says what was wrong, where, and what to do. */
  public BundleException(String message) {
    super(message);
  }

  /** The same, because of another failure. */
  public BundleException(String message, Throwable cause) {
    super(message, cause);
  }
}
