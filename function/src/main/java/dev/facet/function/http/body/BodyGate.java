package dev.facet.function.http.body;

import dev.facet.function.config.FacetConfig;
import dev.facet.function.problem.ProblemException;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.util.function.BiConsumer;

/**
 * Where the bodies of calls come in. On the event loop, before anything else costs time: takes a
 * place for the request or sends it away, reads the body, and only then lets the call begin, which
 * finds the bytes with {@link #received}.
 */
@Singleton
public class BodyGate {
  private static final String RECEIVED = "facet.received";

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
    Context loop = Vertx.currentContext();
    context.addEndHandler(end -> place.close());
    Upload.read(
        request,
        loop,
        place,
        limits,
        bytes -> {
          context.put(RECEIVED, bytes);
          context.next();
        },
        problem -> refused.accept(context, problem));
  }

  /**
   * The body of a request that was let in.
   *
   * @throws IllegalStateException when the request did not come through the gate
   */
  public static byte[] received(RoutingContext context) {
    byte[] bytes = context.get(RECEIVED);
    if (bytes == null) {
      throw new IllegalStateException("the request has no body that was received");
    }
    return bytes;
  }
}
