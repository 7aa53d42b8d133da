package dev.facet.function.bundle;

import static java.util.Objects.requireNonNull;

/** A bundle cannot be served; the message is one sentence or more for the person who starts it. */
public final class BundleException extends RuntimeException {
  private final Flaw flaw;

  /** With a sentence that says what was wrong, where, and what to do. */
  public BundleException(Flaw flaw, String message) {
    super(message);
    this.flaw = requireNonNull(flaw, "flaw is null");
  }

  /** The same, because of another failure. */
  public BundleException(Flaw flaw, String message, Throwable cause) {
    super(message, cause);
    this.flaw = requireNonNull(flaw, "flaw is null");
  }

  /** What kind of mistake it is. */
  public Flaw flaw() {
    return flaw;
  }
}
