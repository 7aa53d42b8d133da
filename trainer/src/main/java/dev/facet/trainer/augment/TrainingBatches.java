package dev.facet.trainer.augment;

import static java.util.Objects.requireNonNull;

import dev.facet.trainer.data.DataException;
import dev.facet.trainer.data.FaceStore;
import dev.facet.trainer.data.IdentityClasses;
import dev.facet.trainer.rule.Rules;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * The batches of every epoch, filled ahead of the training loop by a few threads.
 *
 * <p>An epoch is what the {@link FaceOrder} gives, cut into whole batches; what does not fill one
 * is left out (another few faces each epoch). A face's variation is drawn from the order's seed. So
 * batch (epoch, step) is the same whenever, in whatever order and by however many threads it is
 * made. For one caller at a time.
 */
public final class TrainingBatches implements AutoCloseable {
  /** Batches in the making beside the one that the caller holds. */
  private static final int AHEAD = 3;

  private final FaceStore faces;
  private final InputSpec input;
  private final Augmenter augmenter;
  private final Optional<Mixup> mixup;
  private final int batchSize;
  private final FaceOrder order;
  private final IdentityClasses classes;
  private final int threads;
  private final int attributes;
  private final ExecutorService pool;

  private final Deque<Pending> pending = new ArrayDeque<>();
  private final Deque<Batch> free = new ArrayDeque<>();
  private Batch held;
  private int orderedEpoch = -1;
  private int[] ordered = {};
  private long waitedNanos;

  /**
   * Batches of those faces. Nothing is filled before the first is asked for.
   *
   * @param faces stays open as long as this is, and is the caller's to close
   * @param order which faces each epoch shows
   * @param threads how many threads fill batches, 1 or more
   * @throws DataException if an epoch shows fewer faces than one batch takes, or they have another
   *     size than the input asks for
   * @throws IllegalArgumentException if a number is not positive
   */
  public TrainingBatches(
      FaceStore faces,
      InputSpec input,
      Augmentation augmentation,
      FaceOrder order,
      int batchSize,
      int threads) {
    this.faces = requireNonNull(faces, "faces is null");
    this.input = requireNonNull(input, "input is null");
    this.augmenter = new Augmenter(input, augmentation);
    this.mixup =
        augmentation.mixup() == 0 ? Optional.empty() : Optional.of(new Mixup(augmentation.mixup()));
    Rules.atLeastOne("batch size", batchSize);
    this.batchSize = batchSize;
    this.order = requireNonNull(order, "order is null");
    Rules.atLeastOne("threads", threads);
    this.threads = threads;
    if (order.length() < batchSize) {
      throw new DataException(
          "There are %d faces to train on, but one batch takes %d: choose a batch size of at most"
                  .formatted(order.length(), batchSize)
              + " %d.".formatted(order.length()));
    }
    if (faces.width() != input.width() || faces.height() != input.height()) {
      throw new DataException(
          "The faces were opened at %dx%d pixels, but the input asks for %dx%d."
              .formatted(faces.width(), faces.height(), input.width(), input.height()));
    }
    this.attributes = faces.example(0).attributeCount();
    this.classes = IdentityClasses.of(faces.examples());
    this.pool =
        Executors.newFixedThreadPool(
            threads, Thread.ofPlatform().daemon().name("batches-", 0).factory());
    for (int i = 0; i < AHEAD; i++) {
      free.add(new Batch(batchSize, input.valuesPerFace(), attributes));
    }
    held = new Batch(batchSize, input.valuesPerFace(), attributes);
  }

  /** Whole batches in an epoch: the order's length divided by the batch size, rounded down. */
  public int stepsPerEpoch() {
    return order.length() / batchSize;
  }

  /**
   * The batch of a step, which stays as it is until the next call. Steps asked for in order, epoch
   * after epoch, are ready or nearly so; any other is filled while the caller waits.
   *
   * @param epoch from 0
   * @param step from 0, below {@link #stepsPerEpoch()}
   * @throws DataException if a picture cannot be decoded
   * @throws IllegalArgumentException if there is no such step
   */
  public Batch batch(int epoch, int step) {
    if (epoch < 0 || step < 0 || step >= stepsPerEpoch()) {
      throw new IllegalArgumentException(
          "epoch must be 0 or more and step in 0..%d, found epoch %d step %d"
              .formatted(stepsPerEpoch() - 1, epoch, step));
    }
    Position wanted = new Position(epoch, step);
    if (!pending.isEmpty() && !pending.getFirst().position().equals(wanted)) {
      dropPending();
    }
    if (pending.isEmpty()) {
      start(wanted);
    }
    Pending first = pending.removeFirst();
    long begin = System.nanoTime();
    try {
      first.await();
    } finally {
      waitedNanos += System.nanoTime() - begin;
      free.add(held);
      held = first.batch();
    }
    mixup.ifPresent(each -> each.apply(held, variations(wanted, held)));
    prepareAfter(wanted);
    return held;
  }

  /** How long callers have waited in {@link #batch} in all, in seconds. */
  public double waitedSeconds() {
    return waitedNanos * 1e-9;
  }

  /** Stops the threads and waits for them, so that the faces can be closed. */
  @Override
  public void close() {
    pool.close();
  }

  private void prepareAfter(Position position) {
    Position last = pending.isEmpty() ? position : pending.getLast().position();
    while (!free.isEmpty()) {
      last =
          last.step() + 1 < stepsPerEpoch()
              ? new Position(last.epoch(), last.step() + 1)
              : new Position(last.epoch() + 1, 0);
      start(last);
    }
  }

  private void start(Position position) {
    if (position.epoch() != orderedEpoch) {
      ordered = order.epoch(position.epoch());
      orderedEpoch = position.epoch();
    }
    Batch batch = free.removeFirst();
    System.arraycopy(ordered, position.step() * batchSize, batch.indices(), 0, batchSize);
    List<Future<?>> parts = new ArrayList<>(threads);
    for (int t = 0; t < threads; t++) {
      int first = t;
      parts.add(pool.submit(() -> fill(batch, position, first)));
    }
    pending.add(new Pending(position, batch, parts));
  }

  /** The seed of each face's variation. */
  private long[] variations(Position position, Batch batch) {
    long[] seeds = new long[batchSize];
    for (int i = 0; i < batchSize; i++) {
      seeds[i] = variation(position, batch, i);
    }
    return seeds;
  }

  private long variation(Position position, Batch batch, int face) {
    return order.variation(
        position.epoch(), position.step() * batchSize + face, batch.indices()[face]);
  }

  /** Fills every {@code threads}-th face of a batch from {@code first} on. */
  private void fill(Batch batch, Position position, int first) {
    byte[] rgb = new byte[input.bytesPerFace()];
    for (int i = first; i < batchSize; i += threads) {
      int index = batch.indices()[i];
      faces.read(index, rgb);
      augmenter.train(
          rgb, variation(position, batch, i), batch.images(), i * input.valuesPerFace());
      batch.identities()[i] = classes.classOf(faces.example(index).identity());
      for (int a = 0; a < attributes; a++) {
        batch.labels()[i * attributes + a] = faces.example(index).shows(a) ? 1 : 0;
      }
    }
  }

  private void dropPending() {
    for (Pending each : pending) {
      // What runs still writes into its batch: wait, then use the batch for something else.
      each.finish();
      free.add(each.batch());
    }
    pending.clear();
  }

  private record Position(int epoch, int step) {}

  private record Pending(Position position, Batch batch, List<Future<?>> parts) {
    void finish() {
      for (Future<?> part : parts) {
        try {
          part.get();
        } catch (ExecutionException e) {
          // Nobody waits for this batch; if the face is needed elsewhere, it fails there.
        } catch (InterruptedException e) {
          throw interrupted(e);
        }
      }
    }

    void await() {
      try {
        for (Future<?> part : parts) {
          part.get();
        }
      } catch (ExecutionException e) {
        finish();
        if (e.getCause() instanceof RuntimeException cause) {
          throw cause;
        }
        throw new IllegalStateException("a batch could not be filled", e.getCause());
      } catch (InterruptedException e) {
        throw interrupted(e);
      }
    }

    private static DataException interrupted(InterruptedException e) {
      Thread.currentThread().interrupt();
      return new DataException("Filling a batch was interrupted: run the command again.", e);
    }
  }
}
