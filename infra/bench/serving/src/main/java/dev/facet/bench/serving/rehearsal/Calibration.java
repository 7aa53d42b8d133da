package dev.facet.bench.serving.rehearsal;

import static dev.facet.bench.serving.report.Numbers.median;

import dev.facet.bench.serving.capacity.Outcome;
import dev.facet.bench.serving.capacity.Site;
import dev.facet.bench.serving.capacity.Slowdown;
import dev.facet.bench.serving.process.BenchException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

/**
 * Measures what the model has to know, through the same proxy and by the same sender as the
 * rehearsal, so that their share is in it.
 */
final class Calibration {
  /** As many requests to a new replica are looked at one by one. */
  private static final int FRESH = 8;

  private final Fleet fleet;
  private final Proxy proxy;
  private final Sender sender;
  private final int callers;
  private final int seconds;

  /**
   * A calibration.
   *
   * @param callers and replicas at most; they wait for their answers
   * @param seconds for each number of callers
   */
  Calibration(Fleet fleet, Proxy proxy, Sender sender, int callers, int seconds) {
    this.fleet = fleet;
    this.proxy = proxy;
    this.sender = sender;
    this.callers = callers;
    this.seconds = seconds;
  }

  /** Starts replicas one after the other, asks them, and ends them. */
  Site measure(int slots) throws InterruptedException {
    List<List<Double>> firsts = new ArrayList<>();
    for (int i = 1; i <= callers; i++) {
      fleet.scaleTo(i);
      fleet.awaitReady();
      only(List.of(fleet.staying().getLast()));
      firsts.add(times(FRESH));
    }
    List<Double> starts = fleet.staying().stream().map(Replica::startSeconds).toList();
    List<Double> means = new ArrayList<>();
    List<Double> single = List.of();
    for (int n = 1; n <= callers; n++) {
      only(fleet.staying().subList(0, n));
      List<Double> times = loop(n, seconds);
      single = n == 1 ? times : single;
      means.add(times.stream().mapToDouble(one -> one).average().orElseThrow());
    }
    fleet.scaleTo(0);
    double demand = demand(median(starts), factors(means));
    double usual = median(single);
    List<Double> fresh =
        IntStream.range(0, FRESH)
            .mapToObj(i -> median(firsts.stream().map(one -> one.get(i)).toList()) - usual)
            .map(extra -> Math.max(0, extra))
            .toList();
    return new Site(single, fresh, median(starts), demand, slots, factors(means));
  }

  private static Slowdown factors(List<Double> means) {
    return new Slowdown(means.stream().map(mean -> Math.max(1, mean / means.getFirst())).toList());
  }

  /** Processors that a start keeps busy: as many as make starts at once as slow as they are. */
  private double demand(double alone, Slowdown slowdown) throws InterruptedException {
    fleet.awaitNone();
    fleet.scaleTo(callers);
    loop(callers, 0); // waits at the activator, which has then answered once
    fleet.awaitReady();
    double together = median(fleet.staying().stream().map(Replica::startSeconds).toList()) / alone;
    fleet.scaleTo(0);
    fleet.awaitNone();
    double demand = 0.1;
    while (slowdown.at(callers * demand) < together && demand < 8) {
      demand += 0.01;
    }
    return demand;
  }

  private void only(List<Replica> asked) {
    for (Replica one : fleet.staying()) {
      if (asked.contains(one)) {
        proxy.add(one.place(), one.port());
      } else {
        proxy.drain(one.place());
      }
    }
  }

  private List<Double> times(int count) {
    List<Double> times = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      times.add(time(i));
    }
    return times;
  }

  private double time(int number) {
    long now = System.nanoTime();
    Outcome.Answer answer = sender.one(number, now, now, 0);
    if (answer.status() != 200) {
      throw new BenchException(
          "A picture was answered %d while service times were measured."
              .formatted(answer.status()));
    }
    return answer.time();
  }

  /** Callers in closed loops; their first second does not count. */
  private List<Double> loop(int n, int time) {
    long begin = System.nanoTime();
    long counted = begin + 1_000_000_000L;
    long end = begin + time * 1_000_000_000L;
    List<List<Double>> all =
        IntStream.range(0, n).mapToObj(i -> (List<Double>) new ArrayList<Double>()).toList();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int caller = 0; caller < n; caller++) {
        List<Double> own = all.get(caller);
        int offset = caller * 97;
        threads.execute(
            () -> {
              int i = offset;
              do {
                boolean counts = System.nanoTime() >= counted;
                double took = time(i++);
                if (counts) {
                  own.add(took);
                }
              } while (System.nanoTime() < end);
            });
      }
    }
    return all.stream().flatMap(List::stream).toList();
  }
}
