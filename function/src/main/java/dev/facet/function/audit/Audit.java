package dev.facet.function.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.facet.function.access.Gate;
import dev.facet.function.access.Place;
import dev.facet.function.bundle.Manifest;
import dev.facet.function.config.FacetConfig;
import dev.facet.function.inference.ImageFile;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.AsyncResult;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Logs one line of JSON for each request to a call, if the configuration asks for it. */
@Singleton
public class Audit {
  /** Before the gate, whose answers are logged too. */
  private static final int PRIORITY = 900;

  private static final Logger LOG = Logger.getLogger("dev.facet.audit");
  private static final String MODEL = "facet.audit.model";
  private static final String DIGESTS = "facet.audit.digests";

  private final boolean enabled;
  private final Digests digests;
  private final ObjectMapper json;
  private final CurrentVertxRequest current;

  Audit(FacetConfig config, ObjectMapper json, CurrentVertxRequest current) {
    this.enabled = config.audit().enabled();
    this.digests = new Digests(config.audit().secret());
    this.json = json;
    this.current = current;
  }

  void register(@Observes Filters filters) {
    if (enabled) {
      filters.register(this::follow, PRIORITY);
    }
  }

  /** Notes the images of the current request. */
  public void images(List<ImageFile> images) {
    if (enabled) {
      current.getCurrent().put(DIGESTS, images.stream().map(digests::of).toList());
    }
  }

  /** Notes which model reads the images of the current request. */
  public void model(Manifest manifest) {
    if (enabled) {
      current.getCurrent().put(MODEL, manifest.versioned());
    }
  }

  private void follow(RoutingContext context) {
    Place place = Place.at(context.normalizedPath());
    if (!(place instanceof Place.Open)) {
      String call = place instanceof Place.Call(var scope) ? scope.text() : "unknown";
      Instant start = Instant.now();
      long nanos = System.nanoTime();
      context.addEndHandler(end -> write(context, call, start, nanos, end));
    }
    context.next();
  }

  private void write(
      RoutingContext context, String call, Instant start, long nanos, AsyncResult<Void> end) {
    List<String> sent = Optional.<List<String>>ofNullable(context.get(DIGESTS)).orElse(List.of());
    AuditLine line =
        new AuditLine(
            start.truncatedTo(ChronoUnit.MILLIS).toString(),
            Gate.caller(context),
            call,
            Optional.ofNullable(context.get(MODEL)),
            sent.size(),
            sent,
            end.succeeded() ? context.response().getStatusCode() : 0,
            (System.nanoTime() - nanos) / 1_000_000);
    try {
      LOG.info(json.writeValueAsString(line));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a line of the audit log could not be written", e);
    }
  }
}
