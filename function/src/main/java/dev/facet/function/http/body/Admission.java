package dev.facet.function.http.body;

import static java.util.concurrent.TimeUnit.NANOSECONDS;

import dev.facet.function.config.FacetConfig;
import dev.facet.function.problem.ProblemException;
import dev.facet.function.problem.ProblemType;
import io.quarkus.runtime.configuration.MemorySize;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.Semaphore;

/**
 * Bounds how many requests are under way and how much memory their bodies take. A request beyond
 * the first bound is sent away at once; a body beyond the second stays in the network until there
 * is room.
 */
@Singleton
public class Admission {
  /** Memory is counted in blocks, because a semaphore counts with 32 bits. */
  private static final int BLOCK = 1024;

  /** A body is in memory twice for a moment: as it came, and taken apart or decoded from base64. */
  private static final int COPIES = 2;

  private final Semaphore places;
  private final Semaphore blocks;
  private final int most;
  private final Duration deadline;

  Admission(FacetConfig config) {
    long memory =
        config
            .limits()
            .memory()
            .map(MemorySize::asLongValue)
            .orElseGet(() -> Runtime.getRuntime().maxMemory() / 4);
    // the largest body must fit, however small the heap is
    long needed = Math.max(memory, COPIES * config.limits().body().asLongValue()) / BLOCK + 1;
    this.most = (int) Math.min(needed, Integer.MAX_VALUE);
    this.places = new Semaphore(FacetConfig.callers(config) + config.queue());
    this.blocks = new Semaphore(most, true);
    this.deadline = config.queueDeadline();
  }

  /**
   * Takes a place for a request; closing it gives back all that the request took.
   *
   * @throws ProblemException when all places are taken
   */
  public Place enter() {
    if (!places.tryAcquire()) {
      throw new ProblemException(
          ProblemType.OVERLOADED,
          "All places of the queue are taken (facet.queue); send the request again later.");
    }
    return new Place();
  }

  /** The place of one request. Not safe for several threads. */
  public final class Place implements AutoCloseable {
    private int held;

    private Place() {}

    /**
     * Waits until there is room for a body.
     *
     * @param bytes the length of the body, or the most that it may have
     * @throws ProblemException when there was no room in time
     */
    void reserve(long bytes) throws InterruptedException {
      int needed = (int) Math.min(COPIES * bytes / BLOCK + 1, most);
      if (!blocks.tryAcquire(needed, deadline.toNanos(), NANOSECONDS)) {
        throw new ProblemException(
            ProblemType.OVERLOADED,
            "The bodies of other requests take all the memory (facet.limits.memory); send the request again later.");
      }
      held += needed;
    }

    @Override
    public void close() {
      blocks.release(held);
      held = 0;
      places.release();
    }
  }
}
