package dev.facet.bench.serving.process;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Looks at the resident memory of a process once a second. */
public final class MemoryLog implements AutoCloseable {
  private static final int PAUSE_MILLIS = 1000;

  private final List<Double> megabytes = new CopyOnWriteArrayList<>();
  private final Thread watcher;

  /** Begins at once. */
  public MemoryLog(Child child) {
    watcher =
        Thread.ofPlatform()
            .daemon()
            .name("memory log")
            .start(
                () -> {
                  try {
                    while (child.isAlive()) {
                      megabytes.add(Usage.residentMegabytes(child));
                      Thread.sleep(PAUSE_MILLIS);
                    }
                  } catch (InterruptedException | BenchException ended) {
                    // the process or the log has come to its end
                  }
                });
  }

  /** Megabytes so far, one a second. */
  public List<Double> megabytes() {
    return List.copyOf(megabytes);
  }

  /** Those of one quarter of the time. */
  public List<Double> quarter(int number) {
    List<Double> all = megabytes();
    if (all.size() < 4) {
      throw new BenchException(
          "Memory was looked at %d times only: let it run longer.".formatted(all.size()));
    }
    return all.subList(all.size() * number / 4, all.size() * (number + 1) / 4);
  }

  @Override
  public void close() {
    watcher.interrupt();
  }
}
