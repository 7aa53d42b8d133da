package dev.facet.bench.serving.traffic;

import dev.facet.bench.serving.process.BenchException;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/**
 * Callers who send pictures without a pause until they are told to stop, or nobody listens any
 * more; half of them keep their connections.
 */
public final class Crowd implements AutoCloseable {
  private final ExecutorService threads;
  private final List<Future<?>> callers = new ArrayList<>();
  private final Map<String, Long> ends = new ConcurrentSkipListMap<>();
  private volatile boolean sending = true;

  /**
   * Begins at once.
   *
   * @param path of the call
   * @param pictures that are sent in turn
   * @param bodies told the text of every answer with status 200
   */
  public Crowd(URI root, String path, List<byte[]> pictures, int size, Consumer<String> bodies) {
    threads = Executors.newFixedThreadPool(size);
    for (int i = 0; i < size; i++) {
      boolean keeps = i % 2 == 0;
      int first = i;
      callers.add(
          threads.submit(
              () -> {
                call(new RawCaller(root, keeps), path, pictures, first, keeps, bodies);
                return null;
              }));
    }
  }

  private void call(
      RawCaller caller,
      String path,
      List<byte[]> pictures,
      int first,
      boolean keeps,
      Consumer<String> bodies)
      throws IOException {
    try (caller) {
      for (int number = first; sending; number++) {
        RawCaller.End end =
            caller.send(caller.request(path, pictures.get(number % pictures.size())));
        String what =
            end == RawCaller.End.ANSWERED ? Integer.toString(caller.status()) : end.toString();
        ends.merge(what + (keeps ? ", kept connection" : ", new connection"), 1L, Long::sum);
        if (end == RawCaller.End.NOT_CONNECTED) {
          return;
        }
        if (end == RawCaller.End.ANSWERED && caller.status() == 200) {
          bodies.accept(caller.body());
        }
      }
    }
  }

  /** Waits until nobody sends any more and says how often a request ended in which way. */
  public Map<String, Long> ends() {
    try {
      for (Future<?> caller : callers) {
        caller.get();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException e) {
      throw new BenchException("A caller failed: " + e.getCause() + ".", e);
    }
    return new TreeMap<>(ends);
  }

  /** Tells them to stop. */
  @Override
  public void close() {
    sending = false;
    threads.close();
  }
}
