package dev.facet.function.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.facet.function.problem.Problem;
import dev.facet.function.problem.ProblemType;
import dev.facet.function.problem.Quoted;
import io.vertx.core.VertxException;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import org.jboss.logging.Logger;

/** Problems for requests that reach no call: unknown addresses, and what the router refuses. */
@Singleton
class RouterProblems {
  private static final int FIRST = -10_000;

  private static final Logger LOG = Logger.getLogger(RouterProblems.class);

  private final ObjectMapper json;
  private final AnswerCounter counter;

  RouterProblems(ObjectMapper json, AnswerCounter counter) {
    this.json = json;
    this.counter = counter;
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
    counter.failed(type);
    try {
      context
          .response()
          .setStatusCode(type.status())
          .putHeader(HttpHeaders.CONTENT_TYPE, Problem.MEDIA_TYPE)
          .end(json.writeValueAsString(Problem.of(type, detail + "; see /q/openapi for what is.")));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a problem could not be written", e);
    }
  }
}
