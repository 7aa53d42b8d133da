package dev.facet.function.model;

import static java.util.concurrent.TimeUnit.NANOSECONDS;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.jboss.logging.Logger;

/**
 * Looks at the folder of bundles again and again. It asks, and does not wait to be told: network
 * volumes and mounted buckets tell nobody.
 */
final class ModelWatch implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger("dev.facet");

  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          work -> {
            Thread watcher = new Thread(work, "facet-watch");
            watcher.setDaemon(true);
            return watcher;
          });

  /** Looks every period, measured from the end of one look to the beginning of the next. */
  ModelWatch(Duration period, Runnable look) {
    var unused =
        thread.scheduleWithFixedDelay(
            () -> {
              try {
                look.run();
              } catch (RuntimeException e) { // or there would never be another look
                LOG.error("The folder of bundles could not be looked at", e);
              }
            },
            period.toNanos(),
            period.toNanos(),
            NANOSECONDS);
  }

  /** Begins no further look. */
  @Override
  public void close() {
    thread.shutdown();
  }
}
