package dev.facet.function.access;

import dev.facet.function.problem.ProblemType;
import dev.facet.function.problem.Quoted;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Lets in whoever may, before the body is read and before the request is routed. What is not known
 * to be open needs a key, and what is not known to be a call is not reached with one either.
 */
@Singleton
public class Gate {
  /** After the answers to CORS preflights, which cannot carry a key; before everything else. */
  private static final int PRIORITY = 200;

  private static final String REALM = "Bearer realm=\"facet\"";
  private static final String CALLER = "facet.caller";

  private final Access access;
  private final Refusal refusal;
  private final Map<String, Allowance> allowances;

  Gate(Access access, Refusal refusal) {
    this.access = access;
    this.refusal = refusal;
    this.allowances =
        access.keyring().stream()
            .flatMap(keyring -> keyring.keys().stream())
            .filter(key -> key.rate().isPresent())
            .collect(Collectors.toMap(ApiKey::id, key -> new Allowance(key.rate().get())));
  }

  /** The name of the key with which a request came, if it came with one. */
  public static Optional<String> caller(RoutingContext context) {
    return Optional.ofNullable(context.get(CALLER));
  }

  void register(@Observes Filters filters) {
    filters.register(this::check, PRIORITY);
  }

  private void check(RoutingContext context) {
    if (!access.mistakes().isEmpty()) {
      refusal.answer(context, ProblemType.DRAINING, "The function is not configured; it stops.");
      return;
    }
    if (access.keyring().isEmpty()) {
      context.next();
      return;
    }
    Keyring keyring = access.keyring().get();
    switch (Place.at(context.normalizedPath())) {
      case Place.Open open -> context.next();
      case Place.Call call -> owner(keyring, context).ifPresent(key -> enter(context, key, call));
      case Place.Unknown unknown -> owner(keyring, context).ifPresent(key -> leadNowhere(context));
    }
  }

  /** Whose key the request carries; when it is nobody's, the request has been answered. */
  private Optional<ApiKey> owner(Keyring keyring, RoutingContext context) {
    return switch (SentKey.of(context.request().headers())) {
      case SentKey.Digest digest -> {
        Optional<ApiKey> owner = keyring.owner(digest.sha256());
        if (owner.isEmpty()) {
          unauthenticated(context, "The key is not known", ", error=\"invalid_token\"");
        }
        owner.ifPresent(key -> context.put(CALLER, key.id()));
        yield owner;
      }
      case SentKey.None none -> {
        unauthenticated(context, "The request has no key", "");
        yield Optional.empty();
      }
      case SentKey.Malformed malformed -> {
        unauthenticated(context, malformed.why(), ", error=\"invalid_request\"");
        yield Optional.empty();
      }
    };
  }

  private void unauthenticated(RoutingContext context, String why, String error) {
    context.response().putHeader("WWW-Authenticate", REALM + error);
    refusal.answer(
        context,
        ProblemType.NO_VALID_KEY,
        why + "; send one as Authorization: Bearer KEY or X-API-Key: KEY.");
  }

  private void enter(RoutingContext context, ApiKey key, Place.Call call) {
    String scope = call.scope().text();
    if (!key.scopes().contains(call.scope())) {
      context
          .response()
          .putHeader(
              "WWW-Authenticate",
              REALM + ", error=\"insufficient_scope\", scope=\"" + scope + "\"");
      refusal.answer(
          context,
          ProblemType.MISSING_SCOPE,
          "The key '%s' has no scope '%s', which this call needs; use another key."
              .formatted(key.id(), scope));
    } else if (withinRate(context, key)) {
      context.next();
    }
  }

  private boolean withinRate(RoutingContext context, ApiKey key) {
    Allowance allowance = allowances.get(key.id());
    if (allowance == null) {
      return true;
    }
    Allowance.Spent spent = allowance.spend();
    context
        .response()
        .putHeader("RateLimit-Policy", allowance.policy())
        .putHeader("RateLimit", Allowance.state(spent));
    if (!spent.passes()) {
      long seconds = Allowance.seconds(spent.pause());
      context.response().putHeader("Retry-After", "" + seconds);
      refusal.answer(
          context,
          ProblemType.RATE_LIMITED,
          "The key '%s' has made as many requests as it may; send the next one in %d s."
              .formatted(key.id(), seconds));
    }
    return spent.passes();
  }

  private void leadNowhere(RoutingContext context) {
    refusal.answer(
        context,
        ProblemType.NOT_FOUND,
        "Nothing is at %s; see /q/openapi for what is."
            .formatted(Quoted.value("" + context.request().path())));
  }
}
