package dev.facet.function.access;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.facet.function.problem.InferenceError;
import dev.facet.function.problem.Problem;
import dev.facet.function.problem.ProblemType;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.MediaType;

/** Answers requests that do not enter, without reading what they bring. */
@Singleton
class Refusal {
  /** How long what is left of a body may take to pass by before the connection is closed. */
  private static final long PATIENCE_MILLIS = 5_000;

  private final ObjectMapper json;
  private final MeterRegistry registry;

  Refusal(ObjectMapper json, MeterRegistry registry) {
    this.json = json;
    this.registry = registry;
  }

  /** Ends a request with a problem. */
  void answer(RoutingContext context, ProblemType type, String detail) {
    registry.counter("facet.answers", "problem", type.slug()).increment();
    boolean inference = InferenceError.isFor("" + context.request().path());
    try {
      context
          .response()
          .setStatusCode(type.status())
          .putHeader(
              HttpHeaders.CONTENT_TYPE, inference ? MediaType.APPLICATION_JSON : Problem.MEDIA_TYPE)
          .end(
              json.writeValueAsString(
                  inference ? new InferenceError(detail) : Problem.of(type, detail)));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a problem could not be written", e);
    }
    letPass(context);
  }

  /** Many senders listen only after they have sent all; but nobody sends for ever. */
  private static void letPass(RoutingContext context) {
    HttpServerRequest request = context.request();
    if (!request.isEnded()) {
      request.resume();
      context
          .vertx()
          .setTimer(
              PATIENCE_MILLIS,
              timer -> {
                if (!request.isEnded()) {
                  request.connection().close();
                }
              });
    }
  }
}
