package dev.facet.bench.serving.capacity;

import java.util.OptionalInt;

/**
 * The decisions of the Knative Pod Autoscaler: how many replicas are wanted for what was in flight
 * lately. The simulation and the rehearsal ask the same class. Times are seconds of any clock that
 * begins anywhere.
 *
 * @see <a
 *     href="https://github.com/knative/serving/blob/main/pkg/autoscaler/scaling/autoscaler.go">Knative's
 *     autoscaler.go, {@code Scale}</a>
 */
public final class Autoscaler {
  private static final double NEVER = Double.NEGATIVE_INFINITY;

  private final Scaling scaling;
  private final Recent inFlight;
  private final Recent wishes;
  private double nextTick = NEVER;
  private double panicSince = NEVER;
  private double idleSince = NEVER;
  private int mostInPanic;
  private int desired;

  /** An autoscaler that has seen nothing and wants {@code initial} replicas. */
  public Autoscaler(Scaling scaling, int initial) {
    this.scaling = scaling;
    this.inFlight = new Recent(scaling.window());
    this.wishes = new Recent(scaling.delay());
    this.desired = initial;
  }

  /**
   * Takes note of the requests in flight; to be called every {@link Scaling#sample}.
   *
   * @param concurrency requests that were sent and not answered, waiting ones included
   * @param ready replicas that answer
   * @return how many replicas are wanted, if it is time to decide
   */
  public OptionalInt observe(double now, double concurrency, int ready) {
    inFlight.add(now, concurrency);
    boolean woken = desired == 0 && concurrency > 0; // Knative's activator pokes the autoscaler
    if (!woken && now < nextTick - 1e-9) {
      return OptionalInt.empty();
    }
    if (now >= nextTick - 1e-9) {
      nextTick = (nextTick == NEVER ? now : nextTick) + scaling.tick();
    }
    desired =
        keepLast(
            now,
            decide(
                now, inFlight.mean(scaling.window()), inFlight.mean(scaling.panicWindow()), ready));
    return OptionalInt.of(desired);
  }

  /** Whether replicas are only added, because far too few of them were there lately. */
  public boolean panics() {
    return panicSince != NEVER;
  }

  /**
   * The decision for means of both windows.
   *
   * @param stable requests in flight, mean of the stable window
   * @param panic requests in flight, mean of the panic window
   * @param ready replicas that answer
   */
  int decide(double now, double stable, double panic, int ready) {
    double present = Math.max(1, ready);
    double up = Math.ceil(scaling.maxUp() * present);
    double down = Math.floor(present / scaling.maxDown());
    double forStable = Math.ceil(stable / scaling.perReplica() - 1e-9);
    double forPanic = Math.ceil(panic / scaling.perReplica() - 1e-9);
    int wanted = within(forStable, down, up);
    int wantedInPanic = within(forPanic, down, up);
    if (forPanic / present >= scaling.panicThreshold()) {
      panicSince = now;
    } else if (panics() && panicSince + scaling.window() < now) {
      panicSince = NEVER;
      mostInPanic = 0;
    }
    if (panics()) {
      mostInPanic = Math.max(mostInPanic, Math.max(wanted, wantedInPanic));
      wanted = mostInPanic;
    }
    wishes.add(now, wanted);
    return Math.max(wanted, (int) wishes.largest());
  }

  private int within(double wish, double down, double up) {
    int within = (int) Math.min(Math.max(wish, down), up);
    return wish > 0 ? Math.max(scaling.activation(), within) : within;
  }

  /** The bounds, and the last replica, which stays for a while. */
  private int keepLast(double now, int wanted) {
    int bounded = Math.min(scaling.most(), Math.max(scaling.least(), wanted));
    if (bounded > 0 || desired == 0) {
      idleSince = NEVER;
      return bounded;
    }
    if (idleSince == NEVER) {
      idleSince = now;
    }
    return now - idleSince >= Math.max(scaling.retention(), scaling.grace()) ? 0 : 1;
  }
}
