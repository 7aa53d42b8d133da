package dev.facet.bench.serving.rehearsal;

import dev.facet.bench.serving.capacity.Arrival;
import dev.facet.bench.serving.capacity.Autoscaler;
import dev.facet.bench.serving.capacity.Outcome;
import dev.facet.bench.serving.capacity.Scaling;
import dev.facet.bench.serving.capacity.Site;
import dev.facet.bench.serving.process.BenchException;
import dev.facet.bench.serving.subject.Function;
import dev.facet.bench.serving.subject.Model;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntFunction;

/** The function's replicas behind HAProxy and an activator, under a day of traffic. */
public final class Rehearsal implements AutoCloseable {
  private final Activator activator = new Activator();
  private final Proxy proxy;
  private final Fleet fleet;
  private final IntFunction<byte[]> pictures;
  private final int slots;

  /**
   * Starts the proxy and the activator, but no replica.
   *
   * @param most replicas at a time
   * @param slots requests that a replica is given at a time
   * @param pictures the JPEG of a number
   * @param logs where processes write to
   */
  public Rehearsal(
      Function function,
      Model model,
      int most,
      int slots,
      IntFunction<byte[]> pictures,
      Path logs) {
    this.pictures = pictures;
    this.slots = slots;
    int places = most + 3; // some may still be ending
    this.proxy = start(places, slots, logs);
    activator.door(proxy.root());
    this.fleet = new Fleet(function, model, proxy, activator, places, logs);
  }

  /**
   * Measures what the model has to know.
   *
   * @param callers at a time, at most
   * @param seconds for each number of callers
   */
  public Site calibrate(int callers, int seconds) throws InterruptedException {
    return new Calibration(fleet, proxy, sender(), callers, seconds).measure(slots);
  }

  /**
   * Lets the day happen.
   *
   * @param arrivals requests in the order of their times
   * @param seconds how long the day takes
   */
  public Outcome run(List<Arrival> arrivals, double seconds, Scaling scaling, int initial)
      throws InterruptedException {
    List<Outcome.Level> levels = new ArrayList<>();
    Sender sender = sender();
    long begin = System.nanoTime();
    Thread traffic = Thread.ofPlatform().start(() -> sender.send(arrivals, begin));
    Autoscaler autoscaler = new Autoscaler(scaling, initial);
    fleet.scaleTo(initial);
    double look = 0;
    double now = 0;
    while (now < seconds || traffic.isAlive()) {
      int inFlight = activator.held() + proxy.table().inFlight();
      int ready = fleet.ready();
      now = (System.nanoTime() - begin) * 1e-9;
      levels.add(new Outcome.Level(now, ready, inFlight));
      autoscaler.observe(now, inFlight, ready).ifPresent(fleet::scaleTo);
      look = Math.max(look + scaling.sample(), now);
      Thread.sleep((long) Math.max(1, 1e3 * (look - now)));
    }
    traffic.join();
    if (!fleet.failures().isEmpty()) {
      throw new BenchException(fleet.failures().getFirst());
    }
    List<Outcome.Answer> answers = new ArrayList<>(sender.answers());
    answers.sort(Comparator.comparingDouble(Outcome.Answer::sent));
    return new Outcome(answers, levels);
  }

  private Sender sender() {
    return new Sender(proxy.root().resolve(Function.ATTRIBUTES), pictures);
  }

  private Proxy start(int places, int slotsEach, Path logs) {
    try {
      return Proxy.start(activator.port(), places, slotsEach, logs);
    } catch (BenchException e) {
      activator.close();
      throw e;
    }
  }

  /** Ends all processes. */
  @Override
  public void close() {
    fleet.close();
    proxy.close();
    activator.close();
  }
}
