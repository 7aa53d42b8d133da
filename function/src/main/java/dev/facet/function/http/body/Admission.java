package dev.facet.function.http.body;

import dev.facet.function.config.FacetConfig;
import dev.facet.function.problem.ProblemException;
import dev.facet.function.problem.ProblemType;
import io.quarkus.runtime.configuration.MemorySize;
import jakarta.inject.Singleton;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Bounds how many requests are under way and how much memory their bodies take. A request beyond
 * the first bound is sent away at once; a body beyond the second stays in the network until there
 * is room, in the order in which they came.
 */
@Singleton
public class Admission {
  /** A body is in memory twice for a moment: as it came, and taken apart or decoded from base64. */
  private static final int COPIES = 2;

  private final int mostPlaces;
  private final long mostMemory;
  private final Deque<Place> waiting = new ArrayDeque<>();
  private int places;
  private long memory;

  Admission(FacetConfig config) {
    this.mostPlaces = FacetConfig.callers(config) + config.queue();
    long allowed =
        config
            .limits()
            .memory()
            .map(MemorySize::asLongValue)
            .orElseGet(() -> Runtime.getRuntime().maxMemory() / 3);
    // the largest body must fit, however small the heap is
    this.mostMemory = Math.max(allowed, COPIES * config.limits().body().asLongValue());
  }

  /**
   * Takes a place for a request; closing it gives back all that the request took.
   *
   * @throws ProblemException when all places are taken
   */
  public synchronized Place enter() {
    if (places == mostPlaces) {
      throw new ProblemException(
          ProblemType.OVERLOADED,
          "All places of the queue are taken (facet.queue); send the request again later.");
    }
    places++;
    return new Place();
  }

  /** How many requests are under way. */
  public synchronized int places() {
    return places;
  }

  private synchronized boolean granted(Place place, long bytes) {
    if (waiting.isEmpty() && memory + bytes <= mostMemory) {
      memory += bytes;
      place.held += bytes;
      return true;
    }
    return false;
  }

  private synchronized boolean grantedOrWaiting(Place place, long bytes, Runnable later) {
    if (granted(place, bytes)) {
      return true;
    }
    place.wanted = bytes;
    place.ready = later;
    waiting.addLast(place);
    return false;
  }

  private synchronized boolean stopWaiting(Place place) {
    return waiting.remove(place);
  }

  /** Frees what a place holds, and returns what those that may now go on have to do. */
  private synchronized List<Runnable> leave(Place place) {
    if (place.left) {
      return List.of();
    }
    place.left = true;
    places--;
    memory -= place.held;
    waiting.remove(place);
    List<Runnable> next = new ArrayList<>();
    while (!waiting.isEmpty() && memory + waiting.getFirst().wanted <= mostMemory) {
      Place granted = waiting.removeFirst();
      memory += granted.wanted;
      granted.held += granted.wanted;
      next.add(granted.ready);
    }
    return next;
  }

  /** The place of one request. */
  public final class Place implements AutoCloseable {
    private long held;
    private long wanted;
    private Runnable ready = () -> {};
    private boolean left;

    private Place() {}

    /**
     * Asks for room for a body.
     *
     * @param bytes the length of the body
     * @param later called by whoever makes room, if there is none now
     * @return whether there is room now
     */
    boolean reserve(long bytes, Runnable later) {
      return grantedOrWaiting(this, COPIES * bytes, later);
    }

    /** Asks for room now or never; false when there is none. */
    boolean reserveNow(long bytes) {
      return granted(this, COPIES * bytes);
    }

    /** Stops waiting for room; false when it does not wait, because there was room already. */
    boolean giveUp() {
      return stopWaiting(this);
    }

    /** Gives back all that the request took, once. */
    @Override
    public void close() {
      leave(this).forEach(Runnable::run);
    }
  }
}
