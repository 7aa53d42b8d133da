package dev.facet.function.access;

import dev.facet.function.problem.ProblemEnd;
import dev.facet.function.problem.ProblemType;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;

/** Answers requests that do not enter, without reading what they bring. */
@Singleton
class Refusal {
  /** How long what is left of a body may take to pass by before the connection is closed. */
  private static final long PATIENCE_MILLIS = 5_000;

  private final ProblemEnd problems;

  Refusal(ProblemEnd problems) {
    this.problems = problems;
  }

  /** Ends a request with a problem. */
  void answer(RoutingContext context, ProblemType type, String detail) {
    problems.end(context, type, detail);
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
