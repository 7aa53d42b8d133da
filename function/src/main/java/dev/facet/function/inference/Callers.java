package dev.facet.function.inference;

import dev.facet.function.problem.ProblemException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadFactory;
import java.util.stream.IntStream;
import org.jboss.logging.Logger;

/**
 * The threads that decode images and call the runtime: as many as processors, each with one image
 * or batch at a time, never an event loop's or a virtual thread's carrier, which native code would
 * block.
 */
final class Callers implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(Callers.class);

  private final WorkQueue queue;
  private final BatchReader reader;
  private final Drift drift;
  private final List<Thread> threads;

  /**
   * Starts the threads.
   *
   * @param callers how many, at least 1
   * @param most the largest batch
   * @param delay how long a batch that is not full waits for more while all callers are busy
   */
  Callers(int callers, int most, Duration delay, ReadingTimes times) {
    this.queue = new WorkQueue(callers, most, delay);
    this.reader = new BatchReader(most, times);
    this.drift = new Drift(callers);
    ThreadFactory factory = Thread.ofPlatform().name("facet-caller-", 1).daemon().factory();
    this.threads =
        IntStream.range(0, callers).mapToObj(i -> factory.newThread(this::serve)).toList();
    threads.forEach(Thread::start);
  }

  /** How long work that came now would wait, from how long images took lately. */
  Duration expectedWait() {
    return drift.of(queue.images());
  }

  /** How many images wait. */
  int waiting() {
    return queue.images();
  }

  /**
   * Queues work that has images.
   *
   * @throws ProblemException when the callers are stopping
   */
  void add(Work work) {
    queue.add(work);
  }

  /** Takes work back that has not begun; false when it has. */
  boolean withdraw(Work work) {
    return queue.withdraw(work);
  }

  private void serve() {
    try {
      while (serveOne()) {
        // a batch is a variable of the other method: waiting here for the next keeps no image
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // nobody does that; the process is ending
    }
  }

  /** Waits for a batch and reads it; false when there are no more. */
  private boolean serveOne() throws InterruptedException {
    List<Job> batch = queue.take();
    if (batch.isEmpty()) {
      return false;
    }
    long start = System.nanoTime();
    read(batch);
    drift.took(batch.size(), System.nanoTime() - start);
    return true;
  }

  /** Nobody hears of an image before the model is out of use: then its lease may end. */
  private void read(List<Job> batch) {
    try {
      List<Reading> readings = reader.read(batch);
      for (int i = 0; i < readings.size(); i++) {
        batch.get(i).work().finish(batch.get(i).place(), readings.get(i));
      }
    } catch (RuntimeException | Error failure) {
      LOG.debug("A batch failed; its requests are told", failure);
      batch.forEach(job -> job.work().fail(failure));
    }
  }

  /** Finishes what waits and takes no more. */
  @Override
  public void close() {
    queue.close();
    for (Thread thread : threads) {
      join(thread);
    }
  }

  private static void join(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
