package dev.facet.function.access;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/**
 * Tells whoever came over TLS not to come without it for a year (RFC 6797). The other headers of
 * safety are the same for everybody and stand in the configuration.
 */
@Singleton
class TlsOnly {
  private static final int PRIORITY = 1_000;

  void register(@Observes Filters filters) {
    filters.register(TlsOnly::mark, PRIORITY);
  }

  private static void mark(RoutingContext context) {
    if (context.request().isSSL()) {
      context.response().putHeader("Strict-Transport-Security", "max-age=31536000");
    }
    context.next();
  }
}
