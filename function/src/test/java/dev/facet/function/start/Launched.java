package dev.facet.function.start;

import java.io.File;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The packaged function as a process, on a free port of the loopback; it ends with the test. */
final class Launched implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final Process process;
  private final URI root;
  private final Path log;

  private Launched(Process process, URI root, Path log) {
    this.process = process;
    this.root = root;
    this.log = log;
  }

  /**
   * Starts the launcher of an application and waits until it is ready.
   *
   * @param application the folder with the launcher
   * @param log where to write what the process says
   * @param flags further flags of Java
   */
  static Launched start(Path application, Path log, String... flags)
      throws IOException, InterruptedException {
    int port;
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    List<String> command = new ArrayList<>(List.of(application.resolve("facet").toString()));
    command.addAll(List.of(flags));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.redirectOutput(log.toFile()).directory(new File(System.getProperty("java.io.tmpdir")));
    String java = System.getProperty("facet.java", System.getProperty("java.home"));
    builder.environment().put("JAVA_HOME", java);
    builder.environment().put("QUARKUS_HTTP_HOST", "127.0.0.1");
    builder.environment().put("QUARKUS_HTTP_PORT", Integer.toString(port));
    Process process = builder.start();
    Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
    Launched launched = new Launched(process, URI.create("http://127.0.0.1:" + port), log);
    launched.awaitReady();
    return launched;
  }

  private void awaitReady() throws IOException, InterruptedException {
    HttpRequest ready = HttpRequest.newBuilder(root.resolve("/q/health/ready")).build();
    long end = System.nanoTime() + PATIENCE.toNanos();
    try (HttpClient client = HttpClient.newHttpClient()) {
      while (process.isAlive() && System.nanoTime() < end) {
        try {
          if (client.send(ready, HttpResponse.BodyHandlers.discarding()).statusCode() == 200) {
            return;
          }
        } catch (IOException notYet) {
          // nothing listens there so far
        }
        Thread.sleep(20);
      }
    }
    process.destroyForcibly();
    throw new IOException("The function did not start; it said:\n" + said());
  }

  /** Where it answers. */
  URI root() {
    return root;
  }

  /** What it said so far. */
  String said() throws IOException {
    return Files.readString(log);
  }

  /** Asks it to stop, as orchestrators do, and waits for that. */
  void stop() throws IOException, InterruptedException {
    process.destroy();
    if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
      throw new IOException("The function did not stop; it said:\n" + said());
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
