package dev.facet.function.model;

/**
 * The right to use a model, which is not closed before all its leases are. Take one for each
 * request and close it when the request is answered.
 */
public final class ModelLease implements AutoCloseable {
  private final ServedModel model;

  ModelLease(ServedModel model) {
    this.model = model;
  }

  /** The model, which works until this lease is closed. */
  public ServedModel model() {
    return model;
  }

  @Override
  public void close() {}
}
