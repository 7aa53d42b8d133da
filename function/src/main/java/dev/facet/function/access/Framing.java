package dev.facet.function.access;

import dev.facet.function.problem.ProblemType;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.List;

/**
 * Refuses bodies in a transfer coding other than {@code chunked} and closes their connection: a
 * server before this one may have seen another end of them (RFC 9112, 6.1 and 11.2). All other
 * doubts about the end of a body are refused by the HTTP decoder itself.
 */
@Singleton
class Framing {
  /** Before everything else. */
  private static final int PRIORITY = 1_100;

  private final Refusal refusal;

  Framing(Refusal refusal) {
    this.refusal = refusal;
  }

  void register(@Observes Filters filters) {
    filters.register(this::check, PRIORITY);
  }

  private void check(RoutingContext context) {
    List<String> codings = context.request().headers().getAll(HttpHeaders.TRANSFER_ENCODING);
    if (codings.isEmpty()
        || (codings.size() == 1 && codings.getFirst().strip().equalsIgnoreCase("chunked"))) {
      context.next();
      return;
    }
    context.addEndHandler(end -> context.request().connection().close());
    refusal.answer(
        context,
        ProblemType.BAD_REQUEST,
        "Transfer-Encoding is not 'chunked'; send that, or a Content-Length without it.");
  }
}
