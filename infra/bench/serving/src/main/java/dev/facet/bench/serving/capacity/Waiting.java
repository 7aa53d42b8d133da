package dev.facet.bench.serving.capacity;

/**
 * Waiting in front of several servers, M/G/c: requests come at random, one queue, any distribution
 * of service times. Times in seconds.
 *
 * @param rate requests a second
 * @param service mean service time
 * @param variation standard deviation of the service time divided by its mean
 * @param servers requests that are served at a time
 * @see <a href="https://doi.org/10.1016/B978-0-12-058450-0.X5001-5">Allen, Probability, Statistics
 *     and Queueing Theory, 2nd edition, 1990, section 5.4: Erlang's C and the Allen-Cunneen
 *     approximation</a>
 */
public record Waiting(double rate, double service, double variation, int servers) {
  /** Checks signs. */
  public Waiting {
    if (!(rate > 0) || !(service > 0) || variation < 0 || servers < 1) {
      throw new IllegalArgumentException(
          "rate, service time and servers must be positive, found %s, %s and %d"
              .formatted(rate, service, servers));
    }
  }

  /** Servers that are busy on average, in erlangs. */
  public double load() {
    return rate * service;
  }

  /** Whether the queue stays finite. */
  public boolean stable() {
    return load() < servers;
  }

  /** Erlang's C: the probability that a request has to wait, if service times are exponential. */
  public double probability() {
    if (!stable()) {
      return 1;
    }
    double blocked = 1; // Erlang's B, by its recursion over servers
    for (int i = 1; i <= servers; i++) {
      blocked = load() * blocked / (i + load() * blocked);
    }
    double utilization = load() / servers;
    return blocked / (1 - utilization * (1 - blocked));
  }

  /** Mean time before service begins, by Allen and Cunneen; infinite if the queue is. */
  public double mean() {
    return stable()
        ? probability() * service / (servers - load()) * (1 + variation * variation) / 2
        : Double.POSITIVE_INFINITY;
  }

  /** Requests that wait or are served, by Little's law. */
  public double inFlight() {
    return rate * (mean() + service);
  }

  /**
   * The time within which a share of requests is answered: who has to wait waits exponentially
   * long, and service takes its mean.
   *
   * @param share such as 0.95
   */
  public double percentile(double share) {
    double waits = probability();
    double wait = waits <= 1 - share ? 0 : mean() / waits * Math.log(waits / (1 - share));
    return service + wait;
  }
}
