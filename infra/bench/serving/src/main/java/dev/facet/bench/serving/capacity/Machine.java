package dev.facet.bench.serving.capacity;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Replicas that share the processors of one machine: starting, answering, ending. Time passes only
 * when it is told to.
 */
final class Machine {
  /** A request that waits or is answered. */
  static final class Request {
    final Arrival arrival;
    private double work;
    private Replica at;

    Request(Arrival arrival) {
      this.arrival = arrival;
    }

    private double there() {
      return arrival.at() + arrival.upload();
    }
  }

  private static final class Replica {
    private double start;
    private int busy;
    private int answered;
    private boolean ready;
    private boolean leaving;
  }

  private final Site site;
  private final Random random;
  private final List<Replica> replicas = new ArrayList<>();
  private final List<Request> queue = new ArrayList<>();
  private final List<Request> served = new ArrayList<>();
  private double now;

  Machine(Site site, long seed) {
    this.site = site;
    this.random = new Random(seed);
  }

  int ready() {
    return (int) replicas.stream().filter(one -> one.ready && !one.leaving).count();
  }

  int inFlight() {
    return queue.size() + served.size();
  }

  void arrive(Arrival arrival) {
    queue.add(new Request(arrival));
    hand();
  }

  /** Adds or takes away: first those that are not ready, then the youngest, as Kubernetes does. */
  void scaleTo(int wanted) {
    List<Replica> staying = new ArrayList<>(replicas.stream().filter(one -> !one.leaving).toList());
    for (int i = staying.size(); i < wanted; i++) {
      Replica one = new Replica();
      one.start = site.start();
      replicas.add(one);
    }
    List<Replica> order = new ArrayList<>(staying.stream().filter(one -> !one.ready).toList());
    order.addAll(staying.reversed().stream().filter(one -> one.ready).toList());
    for (Replica one : order.subList(0, Math.max(0, staying.size() - wanted))) {
      one.leaving = true;
    }
    replicas.removeIf(one -> one.leaving && one.busy == 0);
  }

  /** Seconds until something is done if nothing else happens; infinite if nothing is being done. */
  double next() {
    double slowdown = slowdown();
    double least = Double.POSITIVE_INFINITY;
    for (Request one : served) {
      least = Math.min(least, computes(one) ? one.work * slowdown : one.there() - now);
    }
    for (Replica one : replicas) {
      if (!one.ready) {
        least = Math.min(least, one.start * slowdown);
      }
    }
    return Math.max(0, least);
  }

  /**
   * Lets time pass, at most {@link #next}.
   *
   * @return the requests that are answered now
   */
  List<Request> pass(double seconds) {
    double work = seconds / slowdown();
    List<Request> done = new ArrayList<>();
    for (Request one : served) {
      if (computes(one)) {
        one.work -= work;
      }
      if (one.work <= 1e-9) {
        done.add(one);
        one.at.busy--;
      }
    }
    served.removeAll(done);
    now += seconds;
    for (Replica one : replicas) {
      if (!one.ready) {
        one.start -= work;
        one.ready = one.start <= 1e-9;
      }
    }
    replicas.removeIf(one -> one.leaving && one.busy == 0);
    hand();
    return done;
  }

  /** Gives waiting requests to the replicas with the fewest, as HAProxy's leastconn does. */
  private void hand() {
    while (!queue.isEmpty()) {
      Replica free = null;
      for (Replica one : replicas) {
        boolean able = one.ready && !one.leaving && one.busy < site.slots();
        if (able && (free == null || one.busy < free.busy)) {
          free = one;
        }
      }
      if (free == null) {
        return;
      }
      Request one = queue.removeFirst();
      one.at = free;
      one.work = site.services().get(random.nextInt(site.services().size()));
      if (free.answered < site.fresh().size()) {
        one.work += site.fresh().get(free.answered);
      }
      free.answered++;
      free.busy++;
      served.add(one);
    }
  }

  /** Whether its picture is there; until then it keeps a slot and no processor. */
  private boolean computes(Request one) {
    return one.there() <= now + 1e-9;
  }

  private double slowdown() {
    double starting = replicas.stream().filter(one -> !one.ready).count() * site.startDemand();
    return site.slowdown().at(served.stream().filter(this::computes).count() + starting);
  }
}
