package dev.facet.pipeline.canary;

import dev.facet.pipeline.PipelineException;
import dev.facet.pipeline.tool.ToolFailure;
import java.io.IOException;
import java.net.InetAddress;
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
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Functions as processes of their own on loopback. */
public final class JarFunctions implements Functions {
  private static final Duration READY_WITHIN = Duration.ofMinutes(2);
  private static final Duration LOOK_EVERY = Duration.ofMillis(50);
  private static final Duration END_WITHIN = Duration.ofSeconds(30);

  private final Path jar;
  private final Optional<Path> key;

  /**
   * By a function's jar.
   *
   * @param key only bundles that it verifies are served
   * @throws PipelineException if the jar is not there
   */
  public JarFunctions(Path jar, Optional<Path> key) {
    if (!Files.isRegularFile(jar)) {
      throw new PipelineException(
          "%s is not there: build it with mvn -B -ntp -DskipTests package, or say where it is with --function."
              .formatted(jar));
    }
    this.jar = jar;
    this.key = key;
  }

  @Override
  public Running start(Path bundles, Path log) {
    try {
      int port = freePort();
      List<String> command = new ArrayList<>();
      command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
      command.add("-Dquarkus.http.host=127.0.0.1");
      command.add("-Dquarkus.http.port=" + port);
      command.add("-Dquarkus.shutdown.delay=0s");
      command.add("-Dfacet.bundles=" + bundles.toAbsolutePath());
      key.ifPresent(pem -> command.add("-Dfacet.signature-key=" + pem.toAbsolutePath()));
      command.add("-jar");
      command.add(jar.toString());
      Files.createDirectories(log.toAbsolutePath().getParent());
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(log.toFile())
              .start();
      JarRunning running = new JarRunning(process, URI.create("http://127.0.0.1:" + port));
      if (!running.becomesReady()) {
        running.close();
        throw new ToolFailure(
            "The function with %s did not become ready: %s".formatted(bundles, lastLine(log)), 1);
      }
      return running;
    } catch (IOException e) {
      throw new PipelineException("%s cannot be run (%s).".formatted(jar, e), e);
    }
  }

  private static String lastLine(Path log) throws IOException {
    return Files.readAllLines(log).stream()
        .filter(line -> line.contains("ERROR") || line.contains("WARN"))
        .reduce((first, second) -> first)
        .orElse("see " + log);
  }

  private static int freePort() throws IOException {
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return free.getLocalPort();
    }
  }

  /** A process that ends with this program. */
  private static final class JarRunning implements Running {
    private final Process process;
    private final URI root;
    private final HttpClient client = HttpClient.newHttpClient();
    private final Thread end;

    JarRunning(Process process, URI root) {
      this.process = process;
      this.root = root;
      this.end = new Thread(process::destroyForcibly);
      Runtime.getRuntime().addShutdownHook(end);
    }

    boolean becomesReady() {
      HttpRequest ready = HttpRequest.newBuilder(root.resolve("/q/health/ready")).build();
      long until = System.nanoTime() + READY_WITHIN.toNanos();
      try {
        while (process.isAlive() && System.nanoTime() < until) {
          try {
            if (client.send(ready, HttpResponse.BodyHandlers.discarding()).statusCode() == 200) {
              return true;
            }
          } catch (IOException notYet) {
            // nothing listens there so far
          }
          Thread.sleep(LOOK_EVERY);
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      return false;
    }

    @Override
    public Endpoint endpoint() {
      return new Endpoint(client, root, Optional.empty());
    }

    @Override
    public void close() {
      client.close();
      process.destroy();
      try {
        if (!process.waitFor(END_WITHIN.toSeconds(), TimeUnit.SECONDS)) {
          process.destroyForcibly();
        }
      } catch (InterruptedException e) {
        process.destroyForcibly();
        Thread.currentThread().interrupt();
      }
      try {
        Runtime.getRuntime().removeShutdownHook(end);
      } catch (IllegalStateException ending) {
        // the hook runs already
      }
    }
  }
}
