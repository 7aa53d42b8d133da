package dev.facet.bench.serving.capacity;

/**
 * How many replicas the autoscaler settles on under even traffic, and how long requests then take.
 *
 * @param scaling the autoscaler's settings
 * @param service processor time of a request in seconds
 * @param variation standard deviation of that divided by its mean
 * @param processors of a replica
 */
public record Sizing(Scaling scaling, double service, double variation, int processors) {
  /** More replicas than any cluster has. */
  private static final int MOST = 1_000_000;

  /**
   * The result for a rate.
   *
   * @param replicas that the autoscaler settles on, whatever its {@code max-scale}
   * @param utilization share of the processors that is busy
   * @param times of answers, if every replica has its own queue and requests go to replicas at
   *     random
   */
  public record Result(double rate, int replicas, double utilization, Times times) {}

  /**
   * Times of answers in seconds.
   *
   * @param p50 half come within it
   * @param p95 19 of 20 come within it
   */
  public record Times(double p50, double p95) {}

  /**
   * The fewest replicas of which the autoscaler wants no more: the requests in flight with n
   * replicas, divided by what one is meant for, are at most n.
   *
   * @param rate requests a second, 0 for none
   */
  public Result of(double rate) {
    if (rate == 0) {
      return new Result(0, scaling.least(), 0, new Times(Double.NaN, Double.NaN));
    }
    int few = Math.max(1, Math.max(scaling.least(), (int) (rate * service / processors)));
    for (int replicas = few; replicas < MOST; replicas++) {
      Waiting one = replica(rate, replicas);
      if (one.stable() && one.inFlight() <= scaling.perReplica()) {
        return new Result(
            rate,
            replicas,
            one.load() / processors,
            new Times(one.percentile(0.5), one.percentile(0.95)));
      }
    }
    throw new IllegalArgumentException(
        "no number of replicas answers %s requests a second of %s s".formatted(rate, service));
  }

  private Waiting replica(double rate, int replicas) {
    return new Waiting(rate / replicas, service, variation, processors);
  }
}
