package dev.facet.bench.serving.subject;

import dev.facet.bench.serving.process.BenchException;
import dev.facet.bench.serving.process.Child;
import dev.facet.bench.serving.process.Usage;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/**
 * A service that reads faces over HTTP.
 *
 * @param name how tables call it
 * @param child its process
 * @param root its address on loopback
 * @param path of the call that takes one JPEG
 */
public record Subject(String name, Child child, URI root, String path) implements AutoCloseable {
  private static final Duration START = Duration.ofSeconds(90);

  /** Where a JPEG is sent to. */
  public URI call() {
    return root.resolve(path);
  }

  /**
   * Waits until a picture is answered.
   *
   * @throws BenchException when that does not happen in time
   */
  public Subject awaitAnswer(byte[] picture) {
    long end = System.nanoTime() + START.toNanos();
    try (HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
      while (System.nanoTime() < end && child.isAlive()) {
        try {
          if (post(client, picture).statusCode() == 200) {
            return this;
          }
        } catch (IOException notYet) {
          // it does not listen yet
        }
        Thread.sleep(20);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    String said = Child.lastLines(child.output());
    close();
    throw new BenchException("%s does not answer; it said: %s".formatted(name, said));
  }

  /** What it answers to a JPEG. */
  public HttpResponse<String> post(HttpClient client, byte[] picture)
      throws IOException, InterruptedException {
    return client.send(
        HttpRequest.newBuilder(call())
            .timeout(Duration.ofSeconds(30))
            .header("Content-Type", "image/jpeg")
            .POST(HttpRequest.BodyPublishers.ofByteArray(picture))
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  /** Processor time so far in seconds. */
  public double processorSeconds() {
    return Usage.processorSeconds(child);
  }

  @Override
  public void close() {
    child.close();
  }
}
