package dev.facet.exporter.frontend;

/** A translator's refusal. The front end collects them all and reports them in one sentence. */
public final class UnsupportedOperator extends RuntimeException {
  private static final long serialVersionUID = 1L;

  UnsupportedOperator(String message) {
    super(message);
  }
}
