package dev.facet.function.http;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.quarkus.runtime.LaunchMode;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Serves the committed contract, {@code function/openapi.yaml}. Quarkus would make it anew while
 * every process starts, which takes a fifth of the start; the tests compare the two. Only while
 * somebody develops the function is it made from the code as that is just then.
 */
@Singleton
class Contract {
  private static final String RESOURCE = "contract/openapi.yaml";

  private static final String PATH = "/q/openapi";
  private static final String JSON = "application/json";
  private static final String YAML = "application/yaml";

  private Optional<Buffer> yaml = Optional.empty();
  private Optional<Buffer> json = Optional.empty();

  void register(@Observes Router router) {
    if (LaunchMode.current() == LaunchMode.DEVELOPMENT) {
      return;
    }
    for (String ending : List.of("", ".json", ".yaml", ".yml")) {
      for (HttpMethod method : List.of(HttpMethod.GET, HttpMethod.HEAD)) {
        router.route(method, PATH + ending).order(1).handler(this::answer);
      }
    }
  }

  private void answer(RoutingContext context) {
    boolean wantsJson = wantsJson(context);
    context
        .response()
        .putHeader(HttpHeaders.CONTENT_TYPE, (wantsJson ? JSON : YAML) + ";charset=UTF-8")
        .putHeader(HttpHeaders.VARY, HttpHeaders.ACCEPT)
        .end(wantsJson ? json() : yaml());
  }

  /** The name's ending decides, then the query, then the header. */
  private static boolean wantsJson(RoutingContext context) {
    String path = context.normalizedPath();
    if (!path.equals(PATH)) {
      return path.endsWith(".json");
    }
    Optional<String> format = context.queryParam("format").stream().findFirst();
    String accept = context.request().getHeader(HttpHeaders.ACCEPT);
    return format
        .map(name -> name.toLowerCase(Locale.ROOT).equals("json"))
        .orElse(accept != null && accept.contains(JSON));
  }

  private synchronized Buffer yaml() {
    if (yaml.isEmpty()) {
      yaml = Optional.of(Buffer.buffer(read()));
    }
    return yaml.get();
  }

  private synchronized Buffer json() {
    if (json.isEmpty()) {
      try {
        json =
            Optional.of(
                Buffer.buffer(
                    new ObjectMapper().writeValueAsBytes(new YAMLMapper().readTree(read()))));
      } catch (IOException e) {
        throw new UncheckedIOException("the contract is no YAML", e);
      }
    }
    return json.get();
  }

  private static byte[] read() {
    try (InputStream in =
        Thread.currentThread().getContextClassLoader().getResourceAsStream(RESOURCE)) {
      if (in == null) {
        throw new IllegalStateException("the build left the contract out");
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException("the contract could not be read", e);
    }
  }
}
