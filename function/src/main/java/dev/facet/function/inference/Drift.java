package dev.facet.function.inference;

import java.time.Duration;

/**
 * How fast the queue moves: a running mean of the time that an image took, in which the last
 * {@value #MEMORY} images weigh most. Safe for several threads; what one of them adds may get lost
 * when another adds at the same moment.
 */
final class Drift {
  private static final double MEMORY = 100;

  private final int callers;
  private volatile double nanos;

  /**
   * Nothing is known yet, so nothing is expected to take time.
   *
   * @param callers how many images are worked on at the same time, at least 1
   */
  Drift(int callers) {
    if (callers < 1) {
      throw new IllegalArgumentException("callers must be positive, found " + callers);
    }
    this.callers = callers;
  }

  /** A caller worked on this many images for this long. */
  void took(int images, long spent) {
    double weight = Math.min(1, images / MEMORY);
    double mean = nanos;
    nanos = mean == 0 ? (double) spent / images : mean + weight * ((double) spent / images - mean);
  }

  /** How long this many images will take all callers together. */
  Duration of(int images) {
    return Duration.ofNanos((long) (nanos * images / callers));
  }
}
