package dev.facet.function.inference;

import dev.facet.function.problem.ProblemException;
import dev.facet.function.problem.ProblemType;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Where requests wait for callers. Each request gets its turn in the order in which it came, for
 * one batch; what it has left waits again behind the others, so that a request with many images
 * does not hold up those with one.
 *
 * <p>Images of different requests share a batch only while no caller is idle: an idle one would
 * rather begin at once.
 */
final class WorkQueue {
  private final int most;
  private final long delayNanos;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Deque<Work> queue = new ArrayDeque<>();
  private final int callers;
  private int idle;
  private int images;
  private boolean closed;

  /**
   * An empty queue.
   *
   * @param callers how many threads will {@link #take}, at least 1
   * @param most the largest batch, at least 1
   * @param delay how long a batch that is not full waits for more images while no caller is idle
   */
  WorkQueue(int callers, int most, Duration delay) {
    if (callers < 1 || most < 1) {
      throw new IllegalArgumentException(
          "callers and the largest batch must be positive, found " + callers + " and " + most);
    }
    this.callers = callers;
    this.most = most;
    this.delayNanos = delay.toNanos();
  }

  /**
   * Queues work that has images.
   *
   * @throws ProblemException when no work is taken any more
   */
  void add(Work work) {
    lock.lock();
    try {
      if (closed) {
        throw new ProblemException(
            ProblemType.DRAINING,
            "The function is stopping; send the request to another instance.");
      }
      queue.addLast(work);
      images += work.waiting();
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Takes work back of which no caller has taken anything; false when it is too late. */
  boolean withdraw(Work work) {
    lock.lock();
    try {
      if (work.begun() || !queue.remove(work)) {
        return false;
      }
      images -= work.waiting();
      return true;
    } finally {
      lock.unlock();
    }
  }

  /** How many images wait. */
  int images() {
    lock.lock();
    try {
      return images;
    } finally {
      lock.unlock();
    }
  }

  /** How many callers wait for images. */
  int idle() {
    lock.lock();
    try {
      return idle;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Waits for images.
   *
   * @return a batch of images that may share one run of their model; empty when the queue is closed
   *     and nothing is left in it
   */
  List<Job> take() throws InterruptedException {
    lock.lockInterruptibly();
    try {
      idle++;
      try {
        await();
      } finally {
        idle--;
      }
      return queue.isEmpty() ? List.of() : batch();
    } finally {
      lock.unlock();
    }
  }

  private void await() throws InterruptedException {
    do {
      while (queue.isEmpty() && !closed) {
        changed.await();
      }
      gather(); // another caller may take them meanwhile
    } while (queue.isEmpty() && !closed);
  }

  /** Lets more images come, as long as nobody else could begin with them. */
  private void gather() throws InterruptedException {
    long left = delayNanos;
    while (left > 0 && idle == 1 && callers > 1 && !closed && images > 0 && images < most) {
      left = changed.awaitNanos(left);
    }
  }

  /** The first request's images and, where there is room, those of others behind it. */
  private List<Job> batch() {
    int share = Math.min(most, Math.ceilDiv(images, idle + 1));
    Work first = queue.getFirst();
    List<Job> batch = new ArrayList<>(share);
    List<Work> unfinished = new ArrayList<>(1);
    for (Iterator<Work> works = queue.iterator(); works.hasNext() && batch.size() < share; ) {
      Work work = works.next();
      if (work.goesWith(first) && take(work, share, batch)) {
        works.remove();
        if (!work.isEmpty()) {
          unfinished.add(work);
        }
      }
    }
    queue.addAll(unfinished);
    images -= batch.size();
    return batch;
  }

  /** Takes what fits of a request's images, and a large one only alone; false if it took none. */
  private static boolean take(Work work, int share, List<Job> batch) {
    int before = batch.size();
    while (batch.size() < share && work.next().map(job -> fits(job, batch)).orElse(false)) {
      batch.add(work.take());
    }
    return batch.size() > before;
  }

  private static boolean fits(Job job, List<Job> batch) {
    return batch.isEmpty() || !(job.isLarge() || batch.getFirst().isLarge());
  }

  /** Closes the queue: what waits is still handed out, nothing more is let in. */
  void close() {
    lock.lock();
    try {
      closed = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
