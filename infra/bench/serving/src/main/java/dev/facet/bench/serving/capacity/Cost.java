package dev.facet.bench.serving.capacity;

import java.util.List;

/**
 * What replicas cost while they are there.
 *
 * @param processorSecond price of a vCPU for a second
 * @param gibibyteSecond price of a GiB of memory for a second
 * @param processors of a replica
 * @param gibibytes of a replica
 */
public record Cost(
    double processorSecond, double gibibyteSecond, double processors, double gibibytes) {
  /** Checks signs. */
  public Cost {
    if (processorSecond < 0 || gibibyteSecond < 0 || processors <= 0 || gibibytes <= 0) {
      throw new IllegalArgumentException("prices and sizes of a replica must be positive");
    }
  }

  /** Price of a replica for a second. */
  public double replicaSecond() {
    return processors * processorSecond + gibibytes * gibibyteSecond;
  }

  /** Price of a million images at an even rate of images a second. */
  public double million(int replicas, double rate) {
    return 1e6 * replicas * replicaSecond() / rate;
  }

  /**
   * Price of a million images of a recorded day.
   *
   * @param busiest images a second in its fullest hour
   * @param lingering seconds for which replicas stay after the last request of a stretch
   */
  public double million(Sizing sizing, Day day, double busiest, double lingering) {
    double seconds = 86_400;
    double part = seconds / day.counts().size();
    double share = busiest / day.busiestRate(seconds);
    double replicaSeconds = 0;
    double images = 0;
    List<Integer> counts = day.counts();
    for (int i = 0; i < counts.size(); i++) {
      double rate = counts.get(i) * share / part;
      images += counts.get(i) * share;
      replicaSeconds += sizing.of(rate).replicas() * part;
      boolean ends = counts.get(i) > 0 && counts.get((i + 1) % counts.size()) == 0;
      if (ends && sizing.scaling().least() == 0) {
        replicaSeconds += lingering;
      }
    }
    return 1e6 * replicaSeconds * replicaSecond() / images;
  }
}
