package dev.facet.function.http;

import static dev.facet.function.http.FixtureModel.ATTRIBUTES;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.not;

import dev.facet.function.access.Place;
import dev.facet.function.fixture.Pictures;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@TestProfile(Guarded.class)
class KeysTest {
  private static final byte[] PNG = Pictures.png(Pictures.gradient(60, 80));

  @TestHTTPResource("/")
  URI root;

  @Test
  void answersAKnownKeyInEitherHeader() {
    picture()
        .header("Authorization", "Bearer " + Guarded.EVERYTHING)
        .post(ATTRIBUTES)
        .then()
        .statusCode(200);
    picture()
        .header("authorization", "bearer  " + Guarded.EVERYTHING)
        .post(ATTRIBUTES)
        .then()
        .statusCode(200);
    picture().header("X-API-Key", Guarded.EVERYTHING).post(ATTRIBUTES).then().statusCode(200);
  }

  @Test
  void prefersItsOwnHeaderToThatOfWhateverStandsBefore() {
    picture()
        .header("Authorization", "Bearer a.token.of.the.platform")
        .header("X-API-Key", Guarded.EVERYTHING)
        .post(ATTRIBUTES)
        .then()
        .statusCode(200);
    picture()
        .header("Authorization", "Bearer " + Guarded.EVERYTHING)
        .header("X-API-Key", "wrong")
        .post(ATTRIBUTES)
        .then()
        .statusCode(401);
  }

  @Test
  void asksForAKey() {
    Response answer = picture().post(ATTRIBUTES);

    assertProblem(answer, 401, "no-valid-key", "The request has no key");
    assertThat(answer.header("WWW-Authenticate")).isEqualTo("Bearer realm=\"facet\"");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Bearer wrong",
        "Bearer facet_everythin",
        "Bearer facet_everything0",
        "Bearer",
        "Bearer ",
        "Basic ZmFjZXQ6ZmFjZXQ=",
        "facet_everything",
        "Bearerfacet_everything",
      })
  void refusesWhatIsNoKnownKey(String authorization) {
    Response answer = picture().header("Authorization", authorization).post(ATTRIBUTES);

    assertProblem(answer, 401, "no-valid-key", "X-API-Key: KEY");
    assertThat(answer.header("WWW-Authenticate")).startsWith("Bearer realm=\"facet\", error=\"");
    assertThat(answer.asString()).doesNotContain("facet_everything", "wrong");
  }

  @Test
  void refusesADigestInThePlaceOfItsKey() {
    String digest = Guarded.digest(Guarded.EVERYTHING);

    picture().header("X-API-Key", digest).post(ATTRIBUTES).then().statusCode(401);
  }

  @Test
  void refusesTwoKeysInOneRequest() {
    String answer =
        RawHttp.answer(
            root,
            RawHttp.request(
                new byte[0],
                "GET /v1/models HTTP/1.1",
                "Host: test",
                "Connection: close",
                "X-API-Key: wrong",
                "X-API-Key: " + Guarded.EVERYTHING));

    assertThat(RawHttp.statuses(answer)).containsExactly(401);
    assertThat(answer).contains("X-API-Key is there twice");
  }

  @Test
  void namesTheScopeThatAKeyLacks() {
    Response answer = picture().header("X-API-Key", Guarded.MODELS).post(ATTRIBUTES);

    assertProblem(answer, 403, "missing-scope", "'models' has no scope 'attributes'");
    assertThat(answer.header("WWW-Authenticate"))
        .contains("error=\"insufficient_scope\"", "scope=\"attributes\"");
    given().header("X-API-Key", Guarded.MODELS).get("/v1/models").then().statusCode(200);
    given().header("X-API-Key", Guarded.MODELS).get("/q/metrics").then().statusCode(403);
    given().header("X-API-Key", Guarded.EVERYTHING).get("/q/metrics").then().statusCode(200);
    given().header("X-API-Key", Guarded.EVERYTHING).post("/v1/embeddings").then().statusCode(403);
  }

  @Test
  void limitsTheRateOfAKeyAndOfNoOther() {
    Response first = picture().header("X-API-Key", Guarded.SELDOM).post(ATTRIBUTES);
    first.then().statusCode(200).header("RateLimit-Policy", "\"key\";q=2;w=3600");
    assertThat(first.header("RateLimit")).isEqualTo("\"key\";r=1");
    picture().header("X-API-Key", Guarded.SELDOM).post(ATTRIBUTES).then().statusCode(200);

    Response third = picture().header("X-API-Key", Guarded.SELDOM).post(ATTRIBUTES);

    assertProblem(third, 429, "rate-limited", "The key 'seldom' has made as many requests");
    assertThat(Integer.parseInt(third.header("Retry-After"))).isBetween(1, 1800);
    assertThat(third.header("RateLimit")).startsWith("\"key\";r=0;t=");
    picture().header("X-API-Key", Guarded.EVERYTHING).post(ATTRIBUTES).then().statusCode(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/facet.js",
        "/facet.css",
        "/problems/not-an-image",
        "/q/health/live",
        "/q/health/ready",
        "/q/openapi",
        "/q/swagger-ui/"
      })
  void leavesHealthTheContractAndThePagesOpen(String path) {
    given().get(path).then().statusCode(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/v1/models",
        "/v1/models/mean-colour",
        "/q/metrics",
        "/v1/nothing",
        "/q/dev-ui",
        "/favicon.ico"
      })
  void tellsNobodyWithoutAKeyWhatIsThereBesides(String path) {
    given().get(path).then().statusCode(401);
  }

  @Test
  void leadsAKeyNowhereThatIsNoCall() {
    Response answer = given().header("X-API-Key", Guarded.EVERYTHING).get("/v1/nothing");

    assertProblem(answer, 404, "not-found", "Nothing is at '/v1/nothing'");
  }

  @ParameterizedTest
  @EnumSource(
      value = HttpClient.Version.class,
      names = {"HTTP_1_1", "HTTP_2"})
  void answersBeforeALargeBodyHasCome(HttpClient.Version version) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(root.resolve(ATTRIBUTES))
            .header("Content-Type", "image/jpeg")
            .POST(HttpRequest.BodyPublishers.ofByteArray(new byte[30 * 1024 * 1024]))
            .build();
    try (HttpClient client = HttpClient.newBuilder().version(version).build()) {
      HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());

      assertThat(answer.statusCode()).isEqualTo(401); // a reader of it would have said 413
    }
  }

  @Test
  void doesNotAskForTheBodyOfARequestWithoutAKey() {
    String answer =
        RawHttp.answer(
            root,
            RawHttp.request(
                new byte[0],
                "POST /v1/attributes HTTP/1.1",
                "Host: test",
                "Connection: close",
                "Content-Type: image/jpeg",
                "Content-Length: 1000",
                "Expect: 100-continue"));

    assertThat(RawHttp.statuses(answer)).containsExactly(401);
  }

  @Test
  void knowsEveryCallOfTheContract() {
    Map<String, Object> paths = given().get("/q/openapi?format=json").jsonPath().getMap("paths");

    assertThat(paths).hasSizeGreaterThan(10);
    assertThat(paths.keySet())
        .allSatisfy(
            path ->
                assertThat(Place.at(path.replaceAll("\\{[^}]*}", "a")))
                    .as(path)
                    .isNotInstanceOf(Place.Unknown.class));
  }

  @Test
  void refusesInTheFormOfTheProtocolWhereThatIsSpoken() {
    given()
        .post("/v2/models/mean-colour/infer")
        .then()
        .statusCode(401)
        .contentType("application/json")
        .body("error", containsString("The request has no key"));
  }

  @Test
  void keepsTensorsBackThatTellAHiddenAttribute() {
    given()
        .header("X-API-Key", Guarded.MODELS)
        .get("/v2/models/mean-colour")
        .then()
        .statusCode(200)
        .body("outputs.name", not(hasItem("probabilities")));
    given()
        .header("X-API-Key", Guarded.EVERYTHING)
        .contentType("application/json")
        .body(
            "{\"inputs\":[{\"name\":\"images\",\"datatype\":\"UINT8\",\"shape\":[1,16,12,3],\"data\":["
                + "1,".repeat(16 * 12 * 3 - 1)
                + "1]}],\"outputs\":[{\"name\":\"probabilities\"}]}")
        .post("/v2/models/mean-colour/infer")
        .then()
        .statusCode(allOf(greaterThanOrEqualTo(400), lessThan(500)))
        .body("error", containsString("facet.attributes.hide hides some of its attributes"));
  }

  @Test
  void hidesAnAttributeFromEveryAnswer() {
    picture()
        .header("X-API-Key", Guarded.EVERYTHING)
        .post(ATTRIBUTES)
        .then()
        .body("images[0].faces[0].attributes", hasSize(2))
        .body("images[0].faces[0].attributes.name", equalTo(List.of("Red", "Blue")));
    given()
        .header("X-API-Key", Guarded.MODELS)
        .get("/v1/models")
        .then()
        .body("models[0].labels", equalTo(List.of("Red", "Blue")));
    given()
        .header("X-API-Key", Guarded.MODELS)
        .get("/v1/models/mean-colour")
        .then()
        .statusCode(200)
        .body("format", equalTo("facet-bundle/1"))
        .body(not(containsString("Green")));
  }

  @Test
  void sendsTheHeadersOfSafety() {
    for (Response answer :
        List.of(
            picture().post(ATTRIBUTES),
            picture().header("X-API-Key", Guarded.EVERYTHING).post(ATTRIBUTES),
            given().header("X-API-Key", Guarded.MODELS).get("/v1/models"))) {
      assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
      assertThat(answer.header("Referrer-Policy")).isEqualTo("no-referrer");
      assertThat(answer.header("Cross-Origin-Resource-Policy")).isEqualTo("same-origin");
      assertThat(answer.header("X-Frame-Options")).isEqualTo("DENY");
      assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
      assertThat(answer.header("Strict-Transport-Security")).isNull();
    }
  }

  @Test
  void tellsNoOtherSiteThatItMayRead() {
    Response answer =
        picture()
            .header("Origin", "https://elsewhere.example")
            .header("X-API-Key", Guarded.EVERYTHING)
            .post(ATTRIBUTES);
    Response preflight =
        given()
            .header("Origin", "https://elsewhere.example")
            .header("Access-Control-Request-Method", "POST")
            .header("Access-Control-Request-Headers", "x-api-key")
            .options(ATTRIBUTES);

    answer.then().statusCode(200);
    preflight.then().statusCode(401);
    for (Response of : List.of(answer, preflight)) {
      assertThat(of.headers().asList())
          .noneMatch(header -> header.getName().startsWith("Access-Control-"));
    }
  }

  private static RequestSpecification picture() {
    return given().contentType("image/png").body(PNG);
  }

  private static void assertProblem(Response answer, int status, String slug, String saying) {
    answer
        .then()
        .statusCode(status)
        .contentType("application/problem+json")
        .body("type", equalTo("/problems/" + slug))
        .body("status", equalTo(status))
        .body("detail", containsString(saying));
  }
}
