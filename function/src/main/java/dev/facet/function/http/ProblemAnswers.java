package dev.facet.function.http;

import dev.facet.function.access.Place;
import dev.facet.function.problem.ProblemBody;
import dev.facet.function.problem.ProblemException;
import dev.facet.function.problem.ProblemType;
import dev.facet.function.problem.Quoted;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import jakarta.inject.Singleton;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Turns whatever ends a call into a problem. */
@Singleton
public class ProblemAnswers {
  /** Seconds after which a request that was sent away may come again. */
  static final String RETRY_AFTER = "2";

  private static final Logger LOG = Logger.getLogger(ProblemAnswers.class);

  private final AnswerCounter counter;
  private final CurrentVertxRequest request;

  ProblemAnswers(AnswerCounter counter, CurrentVertxRequest request) {
    this.counter = counter;
    this.request = request;
  }

  /** A mistake that the function found. */
  @ServerExceptionMapper
  public Response problem(ProblemException exception) {
    return answer(exception.type(), exception.getMessage()).build();
  }

  /** A mistake that the HTTP layer found. */
  @ServerExceptionMapper
  public Response http(WebApplicationException exception, UriInfo uri, HttpHeaders headers) {
    String path = Quoted.value(uri.getPath());
    Response found = exception.getResponse();
    return switch (found.getStatus()) {
      case 404 -> notFound(path);
      case 405 -> methodNotAllowed(uri.getPath());
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
      case 400 -> badRequest(headers);
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

  private Response methodNotAllowed(String path) {
    String allowed = sendsImages(path) ? "POST" : "GET, HEAD";
    return answer(
            ProblemType.METHOD_NOT_ALLOWED,
            "%s has no such method; use %s.".formatted(Quoted.value(path), allowed))
        .header(HttpHeaders.ALLOW, allowed)
        .build();
  }

  private static boolean sendsImages(String path) {
    return Place.at(path) instanceof Place.Call call && call.scope().sendsImages();
  }

  /** The HTTP layer reads Content-Type before any call does, and calls a malformed one so. */
  private Response badRequest(HttpHeaders headers) {
    Optional<String> malformed = Headers.contentType(headers).filter(type -> !isMediaType(type));
    return malformed
        .map(
            type ->
                answer(
                        ProblemType.UNSUPPORTED_MEDIA_TYPE,
                        "Content-Type is %s, which is no media type; send image/jpeg or another that /q/openapi lists."
                            .formatted(Quoted.value(type)))
                    .build())
        .orElseGet(() -> badRequest(400));
  }

  private static boolean isMediaType(String text) {
    try {
      MediaType.valueOf(text);
      return true;
    } catch (IllegalArgumentException e) {
      return false;
    }
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
    ProblemBody body = ProblemBody.at(request.getCurrent().request().path(), type, detail);
    Response.ResponseBuilder answer =
        Response.status(type.status()).type(body.mediaType()).entity(body.content());
    return type.passes() ? answer.header(HttpHeaders.RETRY_AFTER, RETRY_AFTER) : answer;
  }
}
