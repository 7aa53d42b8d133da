package dev.facet.function.health;

import io.quarkus.runtime.LaunchMode;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.atomic.LongAdder;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * How the function ends on SIGTERM: it says that it is not ready any more and goes on answering for
 * {@code quarkus.shutdown.delay}, so that whoever routes requests notices; each answer asks its
 * caller to connect anew, which leads elsewhere. Then it takes no more, finishes what has come
 * within {@code quarkus.shutdown.timeout}, and ends with status 0.
 */
@Singleton
class Stopping {
  private static final Logger LOG = Logger.getLogger("dev.facet");

  /** Before everything else, so that no answer is missed. */
  private static final int FIRST = 1000;

  /** What a shell expects of a program that was interrupted. */
  private static final int INTERRUPTED = 130;

  /** The part of the delay in which connections are accepted. */
  private static final double OPEN = 0.8;

  private final Listeners listeners = new Listeners();
  private final Vertx vertx;
  private final Duration delay;
  private final LongAdder taken = new LongAdder();
  private final LongAdder answered = new LongAdder();
  private volatile boolean stopping;

  Stopping(
      Vertx vertx,
      @ConfigProperty(name = "quarkus.shutdown.delay", defaultValue = "0s") Duration delay) {
    this.vertx = vertx;
    this.delay = delay;
  }

  /**
   * Stops before Java begins to end. Java's own way ends with status 143 however well everything
   * went, and closes ONNX Runtime (in its shutdown hook) while images are being read, which
   * crashes.
   */
  void stopBeforeJavaEnds(@Observes StartupEvent event) {
    if (LaunchMode.current() == LaunchMode.NORMAL) {
      Signals.on("TERM", () -> Quarkus.asyncExit(0));
      Signals.on("INT", () -> Quarkus.asyncExit(INTERRUPTED));
    }
  }

  void begin(@Observes ShutdownDelayInitiatedEvent event) {
    stopping = true;
    LOG.info("Facet stops: it is not ready any more and finishes what has come");
    long open = (long) (OPEN * delay.toMillis());
    if (open > 0) {
      vertx.setTimer(
          open, now -> LOG.debugf("Nobody can connect any more to %d ports", listeners.close()));
    }
  }

  void register(@Observes Filters filters) {
    filters.register(this::follow, FIRST);
  }

  /** The last word: whether the function kept what it promises. */
  @PreDestroy
  void end() {
    if (stopping) {
      LOG.infof("Facet took %d requests and answered %d", taken.sum(), answered.sum());
    }
  }

  private void follow(RoutingContext context) {
    listeners.note(context.request());
    taken.increment();
    context.addEndHandler(
        end -> {
          if (end.succeeded()) {
            answered.increment();
          }
        });
    if (stopping && context.request().version() != HttpVersion.HTTP_2) {
      context.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
    }
    context.next();
  }
}
