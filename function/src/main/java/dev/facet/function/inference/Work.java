package dev.facet.function.inference;

import static java.util.Objects.requireNonNull;

import dev.facet.function.model.ServedModel;
import io.opentelemetry.context.Context;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * The images of one request that wait for a model, and what became of the others. What waits is
 * guarded by the queue that it waits in.
 */
final class Work {
  private final ServedModel model;
  private final Set<String> outputs;
  private final Queue<Job> waiting = new ArrayDeque<>();
  private final Reading[] readings;
  private final CompletableFuture<List<Reading>> done = new CompletableFuture<>();
  private final long since = System.nanoTime();
  private final Context trace = Context.current();
  private boolean begun;
  private int open;
  private Throwable failure;

  /**
   * Nothing to do so far.
   *
   * @param outputs what is wanted of the model
   * @param images how many places the answer has
   */
  Work(ServedModel model, Set<String> outputs, int images) {
    this.model = requireNonNull(model, "model is null");
    this.outputs = Set.copyOf(outputs);
    this.readings = new Reading[images];
  }

  /** Adds an image to read; before the work is queued. */
  void add(int place, long pixels, Consumer<ByteBuffer> source) {
    waiting.add(new Job(this, place, pixels, source));
    open++;
  }

  /** Fills a place for which there is nothing to read; before the work is queued. */
  void fill(int place, Reading reading) {
    readings[place] = reading;
  }

  /** Whether there is nothing to read, so that it need not be queued. */
  boolean isEmpty() {
    return waiting.isEmpty();
  }

  /** What became of the images when there was nothing to read. */
  List<Reading> readings() {
    return Collections.unmodifiableList(Arrays.asList(readings));
  }

  ServedModel model() {
    return model;
  }

  Set<String> outputs() {
    return outputs;
  }

  /** When it came, in the time of {@link System#nanoTime}. */
  long since() {
    return since;
  }

  /** Where the request's span is, on whose thread the work was made. */
  Context trace() {
    return trace;
  }

  /** How many images wait. */
  int waiting() {
    return waiting.size();
  }

  /** The next image that waits; it stays there. */
  Optional<Job> next() {
    return Optional.ofNullable(waiting.peek());
  }

  /** Takes the next image that waits. */
  Job take() {
    begun = true;
    return waiting.remove();
  }

  /** Whether an image was ever taken. */
  boolean begun() {
    return begun;
  }

  /** Whether images of both may share a batch. */
  boolean goesWith(Work other) {
    return model.equals(other.model) && outputs.equals(other.outputs);
  }

  /** Fills the place of an image that was taken. */
  void finish(int place, Reading reading) {
    synchronized (readings) {
      readings[place] = reading;
    }
    finishOne();
  }

  /** An image that was taken could not be read, because the runtime broke or there is a bug. */
  void fail(Throwable cause) {
    synchronized (readings) {
      failure = cause;
    }
    finishOne();
  }

  /** The model may be given back once nothing of the work is under way. */
  private void finishOne() {
    Throwable broken;
    synchronized (readings) {
      open--;
      if (open > 0) {
        return;
      }
      broken = failure;
    }
    if (broken == null) {
      done.complete(readings());
    } else {
      done.completeExceptionally(broken);
    }
  }

  /** Done when every image was finished or has failed. */
  CompletableFuture<List<Reading>> done() {
    return done;
  }
}
