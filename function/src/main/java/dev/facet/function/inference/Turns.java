package dev.facet.function.inference;

import static java.util.concurrent.TimeUnit.NANOSECONDS;

import dev.facet.function.problem.ProblemException;
import dev.facet.function.problem.ProblemType;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Lets a few callers at a time do heavy work, on threads of their own, and the others wait in the
 * order in which they came. Waiting costs a thread of the caller, which may be a virtual one.
 */
public final class Turns implements AutoCloseable {
  private final Semaphore free;
  private final Duration deadline;
  private final ExecutorService threads;

  /**
   * Turns for a number of callers.
   *
   * @param callers how many work at the same time, at least 1
   * @param deadline how long a caller waits before it is sent away
   */
  public Turns(int callers, Duration deadline) {
    if (callers < 1) {
      throw new IllegalArgumentException("callers must be positive, found " + callers);
    }
    this.free = new Semaphore(callers, true);
    this.deadline = deadline;
    AtomicInteger number = new AtomicInteger();
    this.threads =
        Executors.newFixedThreadPool(
            callers,
            work -> {
              Thread thread = new Thread(work, "facet-" + number.incrementAndGet());
              thread.setDaemon(true);
              return thread;
            });
  }

  /**
   * Waits for a turn, works, and returns what the work returned.
   *
   * @param waited told the time spent waiting
   * @throws ProblemException when the turn did not come in time, or no turn comes any more
   */
  public <T> T take(Callable<T> work, java.util.function.Consumer<Duration> waited)
      throws InterruptedException {
    long start = System.nanoTime();
    if (!free.tryAcquire(deadline.toNanos(), NANOSECONDS)) {
      throw new ProblemException(
          ProblemType.OVERLOADED,
          "The request waited %d ms for its turn, which facet.queue-deadline allows; send it again later."
              .formatted(deadline.toMillis()));
    }
    try {
      waited.accept(Duration.ofNanos(System.nanoTime() - start));
      return finished(threads.submit(work));
    } catch (RejectedExecutionException closed) {
      throw new ProblemException(
          ProblemType.DRAINING, "The function is stopping; send the request to another instance.");
    } finally {
      free.release();
    }
  }

  private static <T> T finished(Future<T> work) throws InterruptedException {
    try {
      return work.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new IllegalStateException("the work failed", e.getCause());
    }
  }

  /** Finishes what has begun and takes no more. */
  @Override
  public void close() {
    threads.close();
  }
}
