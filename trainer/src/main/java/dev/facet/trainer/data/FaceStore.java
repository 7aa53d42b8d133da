package dev.facet.trainer.data;

import static java.util.Objects.requireNonNull;

import dev.facet.trainer.rule.Rules;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;

/**
 * Faces of one size, ready to be read in any order by several threads.
 *
 * <p>As many as fit the memory budget are decoded and resized once, on opening, and kept as bytes
 * outside the Java heap; the others are decoded again each time, by the thread that reads them.
 */
public final class FaceStore implements AutoCloseable {
  private final List<Example> examples;
  private final int width;
  private final int height;
  private final int bytesPerFace;
  private final int kept;
  private final Arena arena;
  private final MemorySegment faces;

  private FaceStore(List<Example> examples, int width, int height, long memoryBudgetBytes) {
    this.examples = List.copyOf(examples);
    this.width = width;
    this.height = height;
    this.bytesPerFace = Math.multiplyExact(Math.multiplyExact(width, height), RgbImage.CHANNELS);
    this.kept = (int) Math.min(examples.size(), memoryBudgetBytes / bytesPerFace);
    this.arena = Arena.ofShared();
    this.faces = arena.allocate((long) kept * bytesPerFace);
  }

  /**
   * A quarter of the machine's (or the container's) memory, in bytes: what a store may take where
   * the user says nothing.
   */
  public static long defaultBudgetBytes() {
    return ManagementFactory.getOperatingSystemMXBean()
            instanceof com.sun.management.OperatingSystemMXBean system
        ? system.getTotalMemorySize() / 4
        : Runtime.getRuntime().maxMemory() / 4;
  }

  /**
   * Like {@link #open(List, int, int, long, int, IntConsumer)}, with the default budget, a thread
   * for every processor, and in silence.
   */
  public static FaceStore open(List<Example> examples, int width, int height) {
    return open(
        examples,
        width,
        height,
        defaultBudgetBytes(),
        Runtime.getRuntime().availableProcessors(),
        done -> {});
  }

  /**
   * Decodes what fits the budget.
   *
   * @param width pixels of a row of every face
   * @param height rows of every face; pictures of another size are resized by {@link
   *     Resampler#cover}
   * @param memoryBudgetBytes the most memory for pixels, 0 or more
   * @param threads how many threads decode, 1 or more
   * @param progress told how many faces are done so far, after each, by any of the threads; the
   *     last call says how many were decoded in all
   * @throws DataException if a picture cannot be decoded; nothing is left open then
   * @throws IllegalArgumentException if a number breaks its rule
   */
  public static FaceStore open(
      List<Example> examples,
      int width,
      int height,
      long memoryBudgetBytes,
      int threads,
      IntConsumer progress) {
    Rules.atLeastOne("width", width);
    Rules.atLeastOne("height", height);
    Rules.atLeastOne("threads", threads);
    requireNonNull(progress, "progress is null");
    Rules.count("memory budget", memoryBudgetBytes);
    FaceStore store = new FaceStore(examples, width, height, memoryBudgetBytes);
    try {
      store.decodeKept(threads, progress);
      return store;
    } catch (RuntimeException e) {
      store.close();
      throw e;
    }
  }

  /** How many faces there are. */
  public int size() {
    return examples.size();
  }

  /** How many of them are kept in memory: the first ones. */
  public int keptInMemory() {
    return kept;
  }

  /** Pixels of a row. */
  public int width() {
    return width;
  }

  /** Rows. */
  public int height() {
    return height;
  }

  /** What is known of the faces, by index. */
  public List<Example> examples() {
    return examples;
  }

  /** What is known of a face. */
  public Example example(int index) {
    return examples.get(index);
  }

  /** Whether a face shows each attribute, in the dataset's order; a fresh copy. */
  public boolean[] labels(int index) {
    return examples.get(index).labels();
  }

  /**
   * Reads a face's pixels.
   *
   * @param into takes {@code width * height * 3} bytes, laid out as in {@link RgbImage}
   * @throws DataException if the picture is not kept and cannot be decoded
   * @throws IndexOutOfBoundsException if there is no face of that index
   * @throws IllegalArgumentException if the array has another length
   */
  public void read(int index, byte[] into) {
    if (into.length != bytesPerFace) {
      throw new IllegalArgumentException(
          "a face of %dx%d needs %d bytes, found %d"
              .formatted(width, height, bytesPerFace, into.length));
    }
    if (index >= 0 && index < kept) {
      MemorySegment.copy(
          faces, ValueLayout.JAVA_BYTE, (long) index * bytesPerFace, into, 0, bytesPerFace);
    } else {
      System.arraycopy(decode(index), 0, into, 0, bytesPerFace);
    }
  }

  /** Frees the memory; the store cannot be read afterwards. */
  @Override
  public void close() {
    if (arena.scope().isAlive()) {
      arena.close();
    }
  }

  private byte[] decode(int index) {
    RgbImage picture = examples.get(index).picture().decode();
    return Resampler.cover(picture, width, height).rgb();
  }

  private void decodeKept(int threads, IntConsumer progress) {
    AtomicInteger next = new AtomicInteger();
    AtomicInteger done = new AtomicInteger();
    Runnable worker =
        () -> {
          try {
            for (int i = next.getAndIncrement(); i < kept; i = next.getAndIncrement()) {
              keep(i);
              progress.accept(done.incrementAndGet());
            }
          } finally {
            // One failure is enough: the other workers shall find nothing left to do.
            next.set(kept);
          }
        };
    // Closing the pool waits for every worker, so none writes into memory that is freed.
    try (ExecutorService pool =
        Executors.newFixedThreadPool(threads, Thread.ofPlatform().name("faces-", 0).factory())) {
      List<Future<?>> workers = new ArrayList<>();
      for (int i = 0; i < threads; i++) {
        workers.add(pool.submit(worker));
      }
      for (Future<?> each : workers) {
        each.get();
      }
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new IllegalStateException("the faces could not be decoded", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new DataException("Decoding the faces was interrupted: run the command again.", e);
    }
  }

  private void keep(int index) {
    MemorySegment.copy(
        decode(index), 0, faces, ValueLayout.JAVA_BYTE, (long) index * bytesPerFace, bytesPerFace);
  }
}
