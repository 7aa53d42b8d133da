package dev.facet.function.inference;

import static java.util.Objects.requireNonNull;

import java.nio.ByteBuffer;
import java.util.function.Consumer;

/**
 * One image that a model has to read.
 *
 * @param work the request that it belongs to
 * @param place its index among the request's images
 * @param pixels how many have to be decoded for it, 0 when it is decoded already
 * @param source writes it as {@code [H, W, 3]} at a buffer's position, or throws a problem and
 *     writes nothing
 */
record Job(Work work, int place, long pixels, Consumer<ByteBuffer> source) {
  /** Above this many pixels, decoding takes longer than other images should wait. */
  private static final long LARGE = 1_000_000;

  Job {
    requireNonNull(work, "work is null");
    requireNonNull(source, "source is null");
  }

  /** Whether it takes so long that it gets a batch of its own. */
  boolean isLarge() {
    return pixels > LARGE;
  }
}
