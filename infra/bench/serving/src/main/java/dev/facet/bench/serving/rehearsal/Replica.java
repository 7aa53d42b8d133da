package dev.facet.bench.serving.rehearsal;

import dev.facet.bench.serving.process.BenchException;
import dev.facet.bench.serving.process.Child;
import dev.facet.bench.serving.subject.Subject;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.time.Duration;

/** One process of the function, from its start to its end. */
final class Replica {
  private static final Duration START = Duration.ofSeconds(60);
  private static final Duration END = Duration.ofSeconds(40);
  private static final int POLL_MILLIS = 20;

  private final int place;
  private final Subject subject;
  private final long begin = System.nanoTime();
  private volatile double startSeconds;
  volatile boolean ready;
  volatile boolean leaving;

  Replica(int place, Subject subject) {
    this.place = place;
    this.subject = subject;
  }

  int place() {
    return place;
  }

  int port() {
    return subject.root().getPort();
  }

  /**
   * Waits until it says that it is ready, as Kubernetes' probe does.
   *
   * @throws BenchException when it ends or takes too long
   */
  void awaitReady() throws InterruptedException {
    while (!leaving) {
      if (saysReady()) {
        startSeconds = (System.nanoTime() - begin) * 1e-9;
        return;
      }
      if (!subject.child().isAlive() || System.nanoTime() - begin > START.toNanos()) {
        throw new BenchException(
            "A replica does not become ready; it said: "
                + Child.lastLines(subject.child().output()));
      }
      Thread.sleep(POLL_MILLIS);
    }
  }

  /** Seconds from its start until it was ready. */
  double startSeconds() {
    return startSeconds;
  }

  /** Asks it to end by SIGTERM, and waits. */
  void end() {
    subject.child().terminate();
    subject.child().await(END);
  }

  private boolean saysReady() {
    try {
      HttpURLConnection probe =
          (HttpURLConnection) subject.root().resolve("/q/health/ready").toURL().openConnection();
      probe.setConnectTimeout(1000);
      probe.setReadTimeout(5000);
      try {
        return probe.getResponseCode() == 200;
      } finally {
        probe.disconnect();
      }
    } catch (IOException notYet) {
      return false;
    }
  }
}
