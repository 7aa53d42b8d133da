package dev.facet.function.start;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Builds the cache of the Java runtime that lets the function start quickly, by running the
 * packaged function, calling it, and stopping it. The build's profile {@code start} runs it.
 */
class AotCacheIT {
  private static final int CALLERS = 4;

  /** Enough for the runtime to know the hot methods when it starts next. */
  private static final int ROUNDS = 60;

  private final Path application = Path.of(System.getProperty("application"));
  private final Path cache = application.resolve("facet.aot");

  @Test
  void isTrainedByEveryCallAndUsedByTheLauncher() throws Exception {
    Files.deleteIfExists(cache);
    try (Launched training =
        Launched.start(application, log("training"), "-XX:AOTCacheOutput=" + cache)) {
      call(training);
      training.stop();
      assertThat(cache).as(training.said()).isNotEmptyFile();
    }

    // with this flag the runtime refuses to start without its cache
    try (Launched started = Launched.start(application, log("started"), "-XX:AOTMode=on")) {
      try (HttpClient client = client()) {
        new EveryCall().send(client, started.root());
      }
      started.stop();
      assertThat(started.said()).contains("Facet serves").doesNotContain("[warning]", "ERROR");
    }
  }

  /** As proxies and orchestrators speak to it. */
  private static HttpClient client() {
    return HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  }

  private Path log(String name) {
    return application.resolveSibling("start-" + name + ".log");
  }

  private static void call(Launched function) throws Exception {
    EveryCall calls = new EveryCall();
    try (ExecutorService callers = Executors.newFixedThreadPool(CALLERS);
        HttpClient client = client()) {
      Callable<Boolean> rounds =
          () -> {
            for (int round = 0; round < ROUNDS; round++) {
              calls.send(client, function.root());
            }
            return true;
          };
      List<Future<Boolean>> all =
          callers.invokeAll(IntStream.range(0, CALLERS).mapToObj(i -> rounds).toList());
      for (Future<Boolean> caller : all) {
        caller.get();
      }
    }
  }
}
