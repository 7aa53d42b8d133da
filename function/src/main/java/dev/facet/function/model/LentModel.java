package dev.facet.function.model;

import java.util.Optional;

/** A model that counts who uses it and is closed when it is retired and the last one is done. */
final class LentModel {
  private final ServedModel model;
  private int users;
  private boolean retired;

  LentModel(ServedModel model) {
    this.model = model;
  }

  ServedModel model() {
    return model;
  }

  /** A lease; empty when the model is retired. */
  synchronized Optional<ModelLease> lease() {
    if (retired) {
      return Optional.empty();
    }
    users++;
    return Optional.of(new ModelLease(this));
  }

  void giveBack() {
    boolean last;
    synchronized (this) {
      users--;
      last = retired && users == 0;
    }
    if (last) {
      model.close();
    }
  }

  /** Lends the model no more. */
  void retire() {
    boolean unused;
    synchronized (this) {
      unused = !retired && users == 0;
      retired = true;
    }
    if (unused) {
      model.close();
    }
  }
}
