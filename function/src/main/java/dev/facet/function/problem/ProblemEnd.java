package dev.facet.function.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;

/** Ends requests that reach no call. */
@Singleton
public class ProblemEnd {
  private final ObjectMapper json;
  private final MeterRegistry registry;

  ProblemEnd(ObjectMapper json, MeterRegistry registry) {
    this.json = json;
    this.registry = registry;
  }

  /**
   * Counts a problem and answers with it, on the event loop of the request.
   *
   * @param detail one sentence for the caller
   */
  public void end(RoutingContext context, ProblemType type, String detail) {
    registry.counter("facet.answers", "problem", type.slug()).increment();
    ProblemBody body = ProblemBody.at("" + context.request().path(), type, detail);
    try {
      context
          .response()
          .setStatusCode(type.status())
          .putHeader(HttpHeaders.CONTENT_TYPE, body.mediaType())
          .end(json.writeValueAsString(body.content()));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a problem could not be written", e);
    }
  }
}
