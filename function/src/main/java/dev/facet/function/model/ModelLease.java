package dev.facet.function.model;

import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The right to use a model, which is not closed before all its leases are. Take one for each
 * request and close it when the request is answered.
 */
public final class ModelLease implements AutoCloseable {
  private final LentModel lent;
  private final AtomicBoolean closed = new AtomicBoolean();

  ModelLease(LentModel lent) {
    this.lent = lent;
  }

  /** The model, which works until this lease is closed. */
  public ServedModel model() {
    return lent.model();
  }

  /** Gives the model back; doing so again has no effect. */
  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      lent.giveBack();
    }
  }
}
