package dev.facet.function.http;

import dev.facet.function.http.body.BodyGate;
import dev.facet.function.problem.ProblemEnd;
import dev.facet.function.problem.ProblemException;
import dev.facet.function.problem.ProblemType;
import dev.facet.function.problem.Quoted;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.VertxException;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.EnumSet;
import java.util.Set;
import org.jboss.logging.Logger;

/** What happens to requests before a call: bodies come in, and what reaches no call is told why. */
@Singleton
class RouterProblems {
  private static final int FIRST = -10_000;

  private static final Logger LOG = Logger.getLogger(RouterProblems.class);

  /** After who may call was checked, and before everything else. */
  private static final int BODIES = 10;

  private static final Set<ProblemType> LEAVES_A_BODY =
      EnumSet.of(ProblemType.BODY_TOO_LARGE, ProblemType.UPLOAD_TOO_SLOW);

  private final BodyGate gate;
  private final ProblemEnd problems;

  RouterProblems(BodyGate gate, ProblemEnd problems) {
    this.gate = gate;
    this.problems = problems;
  }

  /** Bodies come in before the router looks for a call. */
  void register(@Observes Filters filters) {
    filters.register(context -> gate.enter(context, this::refuse), BODIES);
  }

  private void refuse(RoutingContext context, ProblemException problem) {
    HttpServerResponse response = context.response();
    if (response.ended() || response.closed()) {
      return; // the connection broke
    }
    if (problem.type().passes()) {
      response.putHeader(HttpHeaders.RETRY_AFTER, ProblemAnswers.RETRY_AFTER);
    }
    if (LEAVES_A_BODY.contains(problem.type()) && isHttp1(context)) {
      response.putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
    }
    problems.end(context, problem.type(), problem.getMessage());
  }

  private static boolean isHttp1(RoutingContext context) {
    return context.request().version() != HttpVersion.HTTP_2;
  }

  void register(@Observes Router router) {
    // what the router refuses before it routes would otherwise be logged as if it were a bug
    router
        .route()
        .order(FIRST)
        .failureHandler(
            context -> {
              if (context.statusCode() == 400 && context.failure() instanceof VertxException) {
                answer(context, ProblemType.BAD_REQUEST, "The address %s cannot be read");
              } else {
                context.next();
              }
            });
    router.errorHandler(404, context -> answer(context, ProblemType.NOT_FOUND, "Nothing is at %s"));
    router.errorHandler(
        405, context -> answer(context, ProblemType.METHOD_NOT_ALLOWED, "%s has no such method"));
    router.errorHandler(
        400, context -> answer(context, ProblemType.BAD_REQUEST, "The address %s cannot be read"));
    router.errorHandler(
        500,
        context -> {
          LOG.error("A request failed that should not have", context.failure());
          answer(context, ProblemType.INTERNAL, "The function made a mistake at %s");
        });
  }

  private void answer(RoutingContext context, ProblemType type, String sentence) {
    String detail = sentence.formatted(Quoted.value("" + context.request().path()));
    problems.end(context, type, detail + "; see /q/openapi for what is.");
  }
}
