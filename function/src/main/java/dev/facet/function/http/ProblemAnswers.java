package dev.facet.function.http;

import dev.facet.function.problem.Problem;
import dev.facet.function.problem.ProblemException;
import dev.facet.function.problem.ProblemType;
import dev.facet.function.problem.Quoted;
import jakarta.inject.Singleton;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Turns whatever ends a call into a problem. */
@Singleton
public class ProblemAnswers {
  /** Seconds after which a request that was sent away may come again. */
  static final String RETRY_AFTER = "2";

  private static final Logger LOG = Logger.getLogger(ProblemAnswers.class);

  private final AnswerCounter counter;

  ProblemAnswers(AnswerCounter counter) {
    this.counter = counter;
  }

  /** A mistake that the function found. */
  @ServerExceptionMapper
  public Response problem(ProblemException exception) {
    return answer(exception.type(), exception.getMessage()).build();
  }

  /** A mistake that the HTTP layer found. */
  @ServerExceptionMapper
  public Response http(WebApplicationException exception, UriInfo uri) {
    String path = Quoted.value(uri.getPath());
    Response found = exception.getResponse();
    return switch (found.getStatus()) {
      case 404 -> notFound(path);
      case 405 ->
          answer(
                  ProblemType.METHOD_NOT_ALLOWED,
                  "%s has no such method; use %s.".formatted(path, found.getHeaderString("Allow")))
              .header(HttpHeaders.ALLOW, found.getHeaderString("Allow"))
              .build();
      case 406 ->
          answer(
                  ProblemType.NOT_ACCEPTABLE,
                  "%s answers in no media type that Accept names; accept application/json."
                      .formatted(path))
              .build();
      case 415 ->
          answer(
                  ProblemType.UNSUPPORTED_MEDIA_TYPE,
                  "%s does not read the media type that Content-Type names.".formatted(path))
              .build();
      default -> found.getStatus() < 500 ? badRequest(found.getStatus()) : bug(exception);
    };
  }

  /** A bug. */
  @ServerExceptionMapper
  public Response bug(Throwable exception) {
    LOG.error("A request failed that should not have", exception);
    return answer(
            ProblemType.INTERNAL, "The function made a mistake; its log has the cause, report it.")
        .build();
  }

  private Response notFound(String path) {
    return answer(
            ProblemType.NOT_FOUND, "Nothing is at %s; see /q/openapi for what is.".formatted(path))
        .build();
  }

  private Response badRequest(int status) {
    return answer(
            ProblemType.BAD_REQUEST,
            "The request cannot be read (HTTP status %d); compare it with /q/openapi."
                .formatted(status))
        .build();
  }

  private Response.ResponseBuilder answer(ProblemType type, String detail) {
    counter.failed(type);
    Response.ResponseBuilder answer =
        Response.status(type.status()).type(Problem.MEDIA_TYPE).entity(Problem.of(type, detail));
    return type.passes() ? answer.header(HttpHeaders.RETRY_AFTER, RETRY_AFTER) : answer;
  }
}
