package dev.facet.function.http.body;

import dev.facet.function.config.FacetConfig;
import dev.facet.function.problem.ProblemException;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * Where the bodies of calls come in. On the event loop, before anything else costs time: takes a
 * place for the request or sends it away, reads the body, and only then lets the call begin, which
 * finds the bytes with {@link #received}.
 */
@Singleton
public class BodyGate {
  private static final String RECEIVED = "facet.received";
  private static final String PENDING = "facet.pending";

  private final Admission admission;
  private final UploadLimits limits;

  BodyGate(Admission admission, FacetConfig config) {
    this.admission = admission;
    this.limits = UploadLimits.of(config);
  }

  /**
   * Lets a request with a body in, and others pass.
   *
   * @param refused answers a request that is not let in
   */
  public void enter(RoutingContext context, BiConsumer<RoutingContext, ProblemException> refused) {
    HttpServerRequest request = context.request();
    if (!request.method().equals(HttpMethod.POST)) {
      context.next();
      return;
    }
    Admission.Place place;
    try {
      place = admission.enter();
    } catch (ProblemException full) {
      if (!Upload.isAnnounced(request)) {
        Upload.letPass(request, limits);
      }
      refused.accept(context, full);
      return;
    }
    context.addEndHandler(end -> place.close());
    Arrival arrival = new Arrival(Vertx.currentContext(), place);
    if (request.version() == HttpVersion.HTTP_2
        && request.getHeader(HttpHeaders.CONTENT_LENGTH) == null) {
      context.put(PENDING, arrival); // see Upload: it cannot be handed on after its end
      context.next();
      return;
    }
    read(
        request,
        arrival,
        bytes -> {
          context.put(RECEIVED, bytes);
          context.next();
        },
        problem -> refused.accept(context, problem));
  }

  private void read(
      HttpServerRequest request,
      Arrival arrival,
      Consumer<byte[]> done,
      Consumer<ProblemException> failed) {
    new Upload(request, arrival.loop(), arrival.place(), limits, done, failed).begin();
  }

  /**
   * The body of a request that was let in. Blocks for as long as it takes to arrive when its length
   * was not declared.
   *
   * @throws ProblemException when it arrives too slowly, is too large, or breaks off
   * @throws IllegalStateException when the request did not come through the gate
   */
  public byte[] received(RoutingContext context) throws InterruptedException {
    byte[] bytes = context.get(RECEIVED);
    if (bytes != null) {
      return bytes;
    }
    Arrival arrival = context.get(PENDING);
    if (arrival == null) {
      throw new IllegalStateException("the request has no body that was received");
    }
    CompletableFuture<byte[]> body = new CompletableFuture<>();
    arrival
        .loop()
        .runOnContext(
            now -> read(context.request(), arrival, body::complete, body::completeExceptionally));
    try {
      return body.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof ProblemException problem) {
        throw problem;
      }
      throw new IllegalStateException("the body could not be read", e.getCause());
    }
  }

  /** A request that was let in and whose body still comes. */
  private record Arrival(Context loop, Admission.Place place) {}
}
