package dev.facet.function.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.facet.function.config.Scope;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlaceTest {
  @ParameterizedTest
  @CsvSource({
    "/v1/attributes, ATTRIBUTES",
    "/v1/attributes/, ATTRIBUTES",
    "/v1/embeddings, EMBEDDINGS",
    "/v1/verifications, VERIFICATIONS",
    "/v1/explanations, EXPLANATIONS",
    "/v1/events, EVENTS",
    "/v1/models, MODELS",
    "/v1/models/, MODELS",
    "/v1/models/celeba-pse@1.1.0, MODELS",
    "/v1/models/..%2fattributes, MODELS",
    "/v2, MODELS",
    "/v2/, MODELS",
    "/v2/models, MODELS",
    "/v2/models/a, MODELS",
    "/v2/models/a/ready, MODELS",
    "/v2/models/a/infer, INFER",
    "/v2/models/a/versions/1, MODELS",
    "/v2/models/a/versions/1/ready, MODELS",
    "/v2/models/a/versions/1/infer, INFER",
    "/q/metrics, METRICS",
    "/q/info, METRICS",
  })
  void everyCallHasItsScope(String path, Scope scope) {
    assertThat(Place.at(path)).isEqualTo(new Place.Call(scope));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/index.html",
        "/facet.js",
        "/facet.css",
        "/facet.svg",
        "/problems",
        "/problems/not-an-image",
        "/q/health",
        "/q/health/live",
        "/q/health/ready",
        "/q/openapi",
        "/q/openapi.json",
        "/q/swagger-ui",
        "/q/swagger-ui/index.css",
        "/v2/health/live",
        "/v2/health/ready"
      })
  void healthTheContractAndThePagesAreOpen(String path) {
    assertThat(Place.at(path)).isEqualTo(new Place.Open());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "*",
        "/v1",
        "/v1/",
        "/V1/attributes",
        "/v1/Attributes",
        "/v1/attributes;a=b",
        "/v1;a=b/attributes",
        "/v1/attributes/more",
        "/v1/attributes%2f",
        "/v1%2fattributes",
        "/v1/attributes//",
        "/q",
        "/q/",
        "/q/metrics/more",
        "/q/dev-ui",
        "/q/openapi/more",
        "/v2/models/a/infer/more",
        "/v2/models/a/versions/1/infer/more",
        "/v2/models/a/load",
        "/v2/health",
        "/index.html/more",
        "/favicon.ico",
        "/q;/health/../metrics",
      })
  void everyOtherSpellingLeadsNowhere(String path) {
    assertThat(Place.at(path)).isEqualTo(new Place.Unknown());
  }
}
