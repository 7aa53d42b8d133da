package dev.facet.bench.serving.traffic;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.time.Duration;

/**
 * A request, and the status that it must be answered with.
 *
 * @param name how a report calls it
 * @param status that is expected
 * @param type of its content; empty for a request without that header
 * @param path with the query
 * @param body that can be sent any number of times
 */
public record Call(String name, int status, String type, String path, BodyPublisher body) {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** As a request to a server. */
  public HttpRequest to(URI root) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(root.resolve(path)).timeout(PATIENCE).POST(body);
    if (!type.isEmpty()) {
      request.header("Content-Type", type);
    }
    return request.build();
  }
}
