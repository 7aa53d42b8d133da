package dev.facet.bench.serving.rehearsal;

import dev.facet.bench.serving.process.BenchException;
import dev.facet.bench.serving.subject.Function;
import dev.facet.bench.serving.subject.Model;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;

/** The replicas behind the proxy: starts as many as are wanted, ends those that are too many. */
final class Fleet implements AutoCloseable {
  private final Function function;
  private final Model model;
  private final Proxy proxy;
  private final Activator activator;
  private final int places;
  private final Path logs;
  private final List<Replica> replicas = new CopyOnWriteArrayList<>();
  private final List<Thread> lives = new ArrayList<>();
  private final List<String> failures = new CopyOnWriteArrayList<>();
  private int started;

  Fleet(Function function, Model model, Proxy proxy, Activator activator, int places, Path logs) {
    this.function = function;
    this.model = model;
    this.proxy = proxy;
    this.activator = activator;
    this.places = places;
    this.logs = logs;
  }

  /** Replicas that requests are sent to. */
  int ready() {
    return (int) replicas.stream().filter(one -> one.ready && !one.leaving).count();
  }

  /** The replicas that are neither ended nor told to end, oldest first. */
  List<Replica> staying() {
    return replicas.stream().filter(one -> !one.leaving).toList();
  }

  /** What went wrong with replicas. */
  List<String> failures() {
    return List.copyOf(failures);
  }

  /** Adds or takes away: first those that are not ready, then the youngest, as Kubernetes does. */
  void scaleTo(int wanted) {
    List<Replica> staying = staying();
    for (int i = staying.size(); i < wanted; i++) {
      begin();
    }
    List<Replica> order = new ArrayList<>(staying.stream().filter(one -> !one.ready).toList());
    order.addAll(staying.reversed().stream().filter(one -> one.ready).toList());
    order.subList(0, Math.max(0, staying.size() - wanted)).forEach(this::leave);
  }

  /** Waits until as many are ready as stay. */
  void awaitReady() throws InterruptedException {
    while (ready() < staying().size()) {
      if (!failures.isEmpty()) {
        throw new BenchException(failures.getFirst());
      }
      Thread.sleep(5);
    }
  }

  /** Waits until none is left. */
  void awaitNone() throws InterruptedException {
    while (!replicas.isEmpty()) {
      Thread.sleep(5);
    }
  }

  private void begin() {
    int place =
        IntStream.range(0, places)
            .filter(free -> replicas.stream().noneMatch(one -> one.place() == free))
            .findFirst()
            .orElse(-1);
    if (place < 0) {
      return; // all are ending; the next decision asks again
    }
    Path folder = logs.resolve("replica-" + started++);
    Replica one =
        new Replica(place, function.start(folder, model, List.of("-Dquarkus.shutdown.delay=0s")));
    replicas.add(one);
    lives.add(Thread.ofVirtual().start(() -> live(one)));
  }

  private void live(Replica one) {
    try {
      one.awaitReady();
      join(one);
      while (!one.leaving) {
        Thread.sleep(10);
      }
      if (one.ready) {
        while (proxy.table().inFlight(one.place()) > 0) {
          Thread.sleep(10);
        }
        proxy.clear(one.place());
      }
      one.end();
    } catch (BenchException e) {
      failures.add(e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      replicas.remove(one);
    }
  }

  private synchronized void join(Replica one) {
    if (!one.leaving) {
      proxy.add(one.place(), one.port());
      one.ready = true;
      activator.ready(true);
    }
  }

  private synchronized void leave(Replica one) {
    boolean last = one.ready && ready() == 1;
    if (last) {
      activator.ready(false);
    }
    if (one.ready) {
      proxy.drain(one.place());
    }
    one.leaving = true;
  }

  /** Ends all and waits for it. */
  @Override
  public void close() {
    staying().forEach(this::leave);
    try {
      for (Thread life : lives) {
        life.join();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
