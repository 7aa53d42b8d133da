package dev.facet.bench.serving.capacity;

import java.util.List;

/**
 * What the model has to know of a function and the machine that it runs on; times in seconds.
 *
 * @param services times from sending to the answer of single requests, one of which is drawn for
 *     every simulated request
 * @param fresh what the first, second, ... request to a new replica takes longer
 * @param start from the start of a process until it is ready, alone on the machine
 * @param startDemand processors that are busy meanwhile
 * @param slots requests that a replica is given at a time, {@code containerConcurrency}
 * @param slowdown what happens when all of them share the processors
 */
public record Site(
    List<Double> services,
    List<Double> fresh,
    double start,
    double startDemand,
    int slots,
    Slowdown slowdown) {
  /** Checks that there is something to draw from. */
  public Site {
    services = List.copyOf(services);
    fresh = List.copyOf(fresh);
    if (services.isEmpty() || slots < 1 || start < 0 || startDemand < 0) {
      throw new IllegalArgumentException(
          "there must be service times and slots, and no negative start, found %d, %d and %s"
              .formatted(services.size(), slots, start));
    }
  }

  /** Mean time of a request. */
  public double service() {
    return services.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
  }

  /** Standard deviation of the time of a request, divided by its mean. */
  public double variation() {
    double mean = service();
    double variance =
        services.stream().mapToDouble(one -> (one - mean) * (one - mean)).average().orElseThrow();
    return Math.sqrt(variance) / mean;
  }

  /** The same with all that is computed slower or faster. */
  public Site slower(double factor) {
    return new Site(
        services.stream().map(one -> one * factor).toList(),
        fresh.stream().map(one -> one * factor).toList(),
        start * factor,
        startDemand,
        slots,
        slowdown);
  }
}
