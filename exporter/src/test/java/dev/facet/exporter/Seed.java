package dev.facet.exporter;

import java.util.Random;

/** The seed of random tests: always the same, unless {@code -Dfacet.seed=...} says another one. */
public final class Seed {
  /** The system property that changes the seed. */
  public static final String PROPERTY = "facet.seed";

  private static final long USUAL = 20_261_123;

  private Seed() {}

  /** The seed of this run. */
  public static long value() {
    return Long.getLong(PROPERTY, USUAL);
  }

  /** Random numbers for one test, which do not depend on which other tests there are. */
  public static Random random(String test) {
    return new Random(31 * value() + test.hashCode());
  }
}
