package dev.facet.client;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** The function as it was packaged, with two small models and two keys, until it is closed. */
final class RunningFunction implements AutoCloseable {
  /** Opens every call. */
  static final String KEY = "facet_key-of-the-scenarios";

  /** Opens the list of models only. */
  static final String OTHER_KEY = "facet_key-for-models-alone";

  private final Process process;
  private final URI root;

  private RunningFunction(Process process, URI root) {
    this.process = process;
    this.root = root;
  }

  /**
   * Starts it and waits until it is ready.
   *
   * @param function the folder of its module
   * @param log where to write what it says
   */
  static RunningFunction start(Path function, Path log) throws IOException, InterruptedException {
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    Process process =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-Dquarkus.http.host=127.0.0.1",
                    "-Dquarkus.http.port=" + port,
                    "-Dquarkus.shutdown.delay=0s",
                    "-Dfacet.bundles=" + function.resolve("src/test/resources/bundles"),
                    "-Dfacet.model=colour-parts",
                    "-Dfacet.limits.body=1M",
                    "-Dfacet.keys.scenarios.sha256=" + sha256(KEY),
                    "-Dfacet.keys.scenarios.scopes="
                        + "attributes,embeddings,verifications,explanations,events,infer,models",
                    "-Dfacet.keys.other.sha256=" + sha256(OTHER_KEY),
                    "-Dfacet.keys.other.scopes=models",
                    "-jar",
                    function.resolve("target/quarkus-app/quarkus-run.jar").toString()))
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
    RunningFunction running = new RunningFunction(process, URI.create("http://127.0.0.1:" + port));
    running.awaitReady(log);
    return running;
  }

  private void awaitReady(Path log) throws IOException, InterruptedException {
    HttpRequest ready = HttpRequest.newBuilder(root.resolve("/q/health/ready")).build();
    long end = System.nanoTime() + 120_000_000_000L;
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
    close();
    throw new IOException("The function did not start; it said:\n" + Files.readString(log));
  }

  /** Where it answers. */
  URI root() {
    return root;
  }

  @Override
  public void close() {
    process.destroy();
  }

  private static String sha256(String text) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java has it", e);
    }
  }
}
