package dev.facet.function.model;

import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.facet.function.bundle.Bundle;
import dev.facet.function.bundle.BundleFinder;
import dev.facet.function.model.device.Processor;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Opens the network inside Facet while Quarkus starts and reads the configuration, on the guess
 * that it is the one to serve. Where the guess is wrong or anything fails, all goes on as if this
 * had not been tried.
 */
public final class EarlyModel {
  private static final AtomicReference<CompletableFuture<Opened>> BEGUN = new AtomicReference<>();

  private EarlyModel() {}

  /** A network and the form of a bundle that it belongs to. */
  private record Opened(Bundle form, OrtSession session) {
    void close() {
      try {
        session.close();
      } catch (OrtException e) {
        throw new IllegalStateException("a model could not be closed", e);
      }
    }
  }

  /** Begins, unless the start of the process says already that other models are meant. */
  public static void begin() {
    OrtStart.begin();
    if (System.getProperty("facet.bundles") == null && System.getenv("FACET_BUNDLES") == null) {
      guess();
    }
  }

  /** Begins whatever the start of the process says. */
  static void guess() {
    BEGUN.set(CompletableFuture.supplyAsync(EarlyModel::open, EarlyModel::onThread));
  }

  private static void onThread(Runnable task) {
    Thread thread = new Thread(task, "open-early");
    thread.setDaemon(true);
    thread.start();
  }

  private static Opened open() {
    ModelLoader loader = new ModelLoader(OrtStart.environment(), new Processor(), Optional.empty());
    Bundle form = loader.form(BundleFinder.shipped());
    try {
      return new Opened(form, loader.session(form));
    } catch (OrtException e) {
      throw new IllegalStateException("the model could not be opened early", e);
    }
  }

  /** The network of this form for processors if it was opened early; the caller closes it. */
  static Optional<OrtSession> take(Bundle form) {
    CompletableFuture<Opened> begun = BEGUN.get();
    if (begun == null) {
      return Optional.empty();
    }
    Opened opened = begun.handle((result, failure) -> result).join();
    return opened != null && opened.form().equals(form) && BEGUN.compareAndSet(begun, null)
        ? Optional.of(opened.session())
        : Optional.empty();
  }

  /** Closes what nobody took, once it is known what is served. */
  static void discard() {
    CompletableFuture<Opened> begun = BEGUN.getAndSet(null);
    if (begun != null) {
      var unused = begun.thenAccept(Opened::close);
    }
  }
}
