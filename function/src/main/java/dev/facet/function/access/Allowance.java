package dev.facet.function.access;

import dev.facet.function.config.Rate;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import java.time.Duration;

/**
 * The requests that one key may make: a bucket of tokens that holds one period's requests and fills
 * evenly.
 */
final class Allowance {
  private static final Duration NONE = Duration.ZERO;

  private final Rate rate;
  private final Bucket bucket;

  Allowance(Rate rate) {
    this.rate = rate;
    this.bucket =
        Bucket.builder()
            .addLimit(
                limit ->
                    limit.capacity(rate.requests()).refillGreedy(rate.requests(), rate.period()))
            .build();
  }

  /**
   * What became of a request.
   *
   * @param left how many requests may follow at once
   * @param pause after how long the next one may come; nothing when it may at once
   * @param passes whether this one may
   */
  record Spent(long left, Duration pause, boolean passes) {}

  Spent spend() {
    ConsumptionProbe probe = bucket.tryConsumeAndReturnRemaining(1);
    return probe.isConsumed()
        ? new Spent(probe.getRemainingTokens(), NONE, true)
        : new Spent(0, Duration.ofNanos(probe.getNanosToWaitForRefill()), false);
  }

  /** The rule as the RateLimit-Policy header says it. */
  String policy() {
    return "\"key\";q=%d;w=%d".formatted(rate.requests(), rate.period().toSeconds());
  }

  /** What is left as the RateLimit header says it. */
  static String state(Spent spent) {
    return spent.passes() ? "\"key\";r=" + spent.left() : "\"key\";r=0;t=" + seconds(spent.pause());
  }

  /** Whole seconds, rounded up, at least one. */
  static long seconds(Duration pause) {
    return Math.max(1, pause.plusMillis(999).toSeconds());
  }
}
