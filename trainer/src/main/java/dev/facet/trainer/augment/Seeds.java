package dev.facet.trainer.augment;

import dev.facet.trainer.rule.Rules;

/**
 * Random numbers without a state: each is a hash of what it is for. So they can be drawn in any
 * order, by any thread, and again after a restart.
 *
 * <p>The hash is SplitMix64's (Steele, Lea and Flood, "Fast splittable pseudorandom number
 * generators", 2014): its odd increment and Stafford's finalizer 13, once for each part.
 */
public final class Seeds {
  private static final long GOLDEN = 0x9e3779b97f4a7c15L;

  private Seeds() {}

  /** A seed from the parts; their order counts. */
  public static long mix(long... parts) {
    long hash = parts.length;
    for (long part : parts) {
      hash = scramble(hash + GOLDEN + scramble(part + GOLDEN));
    }
    return hash;
  }

  /** A number in [0, 1) of the parts, uniform, with 53 random bits. */
  public static double uniform(long... parts) {
    return (mix(parts) >>> 11) * 0x1.0p-53;
  }

  /**
   * A number in 0..bound-1 of the parts, uniform but for a bias below bound / 2^64.
   *
   * @throws IllegalArgumentException if the bound is not positive
   */
  public static int below(int bound, long... parts) {
    Rules.atLeastOne("bound", bound);
    return (int) Math.unsignedMultiplyHigh(mix(parts), bound);
  }

  private static long scramble(long value) {
    long z = value;
    z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }
}
