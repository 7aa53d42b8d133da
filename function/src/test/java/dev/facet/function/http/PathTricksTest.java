package dev.facet.function.http;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.facet.function.fixture.Pictures;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.net.URI;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** No way of writing an address leads past the gate. */
@QuarkusTest
@TestProfile(Guarded.class)
class PathTricksTest {
  private static final byte[] PNG = Pictures.png(Pictures.gradient(60, 80));

  @TestHTTPResource("/")
  URI root;

  static List<String> spellings() {
    return List.of(
        "/v1/attributes",
        "/v1/attributes/",
        "//v1/attributes",
        "//v1//attributes",
        "/v1//attributes",
        "/v1/./attributes",
        "/./v1/attributes",
        "/v1/x/../attributes",
        "/../v1/attributes",
        "/q/health/../../v1/attributes",
        "/problems/../v1/attributes",
        "/v1/%2e/attributes",
        "/v1/x/%2e%2e/attributes",
        "/q/health/%2e%2e/%2e%2e/v1/attributes",
        "/q/health/%2E%2E/%2e./v1/attributes",
        "/q/health/..%2f..%2fv1/attributes",
        "/q/health%2f..%2f..%2fv1/attributes",
        "/problems/..;/v1/attributes",
        "/problems/..;a=b/../v1/attributes",
        "/v1%2fattributes",
        "/v1%2Fattributes",
        "/v1%5cattributes",
        "/v1\\attributes",
        "/v1/attri%62utes",
        "/%761/attributes",
        "/v1/%61ttributes",
        "/v1/attributes%20",
        "/v1/attributes%00",
        "/v1/attributes%00.css",
        "/v1/attributes%0a",
        "/v1/attributes%2f",
        "/v1/attributes;x=1",
        "/v1;x=1/attributes",
        "/;x=1/v1/attributes",
        "/v1/attributes;.css",
        "/v1/attributes.css",
        "/V1/ATTRIBUTES",
        "/v1/Attributes",
        "/v1/attributes?",
        "/v1/attributes?/q/health/live",
        "/v1/attributes#/q/health/live",
        "/v1/attributes%23/q/health/live",
        "/q/../v1/attributes",
        "/q/health/live/../../../v1/attributes",
        "/facet.css/../v1/attributes",
        "/%c0%ae%c0%ae/v1/attributes",
        "/v1/%252e%252e/v1/attributes",
        "http://localhost/v1/attributes",
        "http://elsewhere.example/v1/attributes",
        "http://localhost//v1/attributes",
        "http://localhost/q/health/../../v1/attributes",
        "https://localhost/v1/attributes",
        "HTTP://localhost/v1/attributes",
        "//localhost/v1/attributes",
        "v1/attributes",
        "*",
        "*/v1/attributes",
        "/*",
        "localhost:80",
        "?/v1/attributes");
  }

  @ParameterizedTest
  @MethodSource("spellings")
  void noSpellingOfACallIsReachedWithoutAKey(String target) {
    double before = answered();

    String answer = post(target);

    assertThat(RawHttp.statuses(answer)).as(answer).hasSize(1).first().isIn(400, 401, 404, 405);
    assertThat(answer).doesNotContain("Error id");
    assertThat(answered()).isEqualTo(before);
  }

  @ParameterizedTest
  @MethodSource("spellings")
  void noSpellingOfACallIsReachedWithAKeyForAnotherCall(String target) {
    double before = answered();

    String answer = post(target, "X-API-Key: " + Guarded.MODELS);

    assertThat(RawHttp.statuses(answer)).as(answer).hasSize(1).first().isIn(400, 403, 404, 405);
    assertThat(answered()).isEqualTo(before);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/v1/attributes",
        "//v1/attributes",
        "/v1/./attributes",
        "/v1/attri%62utes",
        "http://localhost/v1/attributes"
      })
  void theSameSpellingsAreReachedWithTheRightKey(String target) {
    double before = answered();

    String answer = post(target, "X-API-Key: " + Guarded.EVERYTHING);

    assertThat(RawHttp.statuses(answer)).as(answer).containsExactly(200);
    assertThat(answered()).isEqualTo(before + 1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/v1/models",
        "/v1/models/mean-colour",
        "/q/metrics",
        "//q/metrics",
        "/q/./metrics",
        "/q/health/../metrics",
        "/q/health/%2e%2e/metrics",
        "/q/metrics;x",
        "/q/metrics/",
        "/q//metrics",
        "/q/health/..;/metrics",
        "/q/%6detrics"
      })
  void noSpellingOfWhatIsReadIsReachedWithoutAKey(String target) {
    String answer = send("GET " + target + " HTTP/1.1", new byte[0]);

    assertThat(RawHttp.statuses(answer)).as(answer).hasSize(1).first().isIn(400, 401, 404);
    assertThat(answer).doesNotContain("facet_answers_total", "mean-colour\"");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"HEAD", "OPTIONS", "PUT", "PATCH", "DELETE", "TRACE", "CONNECT", "FOO", "post"})
  void noMethodIsLetPastTheGate(String method) {
    String answer = send(method + " /v1/attributes HTTP/1.1", PNG);

    assertThat(RawHttp.statuses(answer)).as(answer).hasSize(1).first().isIn(400, 401, 404, 405);
  }

  @Test
  void headersThatNameAnotherAddressChangeNothing() {
    String answer =
        post(
            "/v1/attributes",
            "X-Original-URL: /q/health/live",
            "X-Rewrite-URL: /q/health/live",
            "X-Forwarded-Prefix: /q/health",
            "X-Forwarded-For: 127.0.0.1",
            "Forwarded: for=127.0.0.1",
            "X-HTTP-Method-Override: GET");

    assertThat(RawHttp.statuses(answer)).containsExactly(401);
  }

  private String post(String target, String... headers) {
    return send("POST " + target + " HTTP/1.1", PNG, headers);
  }

  private String send(String line, byte[] body, String... headers) {
    String head =
        line
            + "\r\nHost: localhost\r\nConnection: close\r\nContent-Type: image/png\r\nContent-Length: "
            + body.length
            + (headers.length == 0 ? "" : "\r\n" + String.join("\r\n", headers));
    return RawHttp.answer(
        root, RawHttp.request(body, new String(head.getBytes(ISO_8859_1), ISO_8859_1)));
  }

  /** How many requests were answered without a problem. */
  private static double answered() {
    String metrics = given().header("X-API-Key", Guarded.EVERYTHING).get("/q/metrics").asString();
    Matcher count =
        Pattern.compile("facet_answers_total\\{problem=\"none\"} ([0-9.E]+)").matcher(metrics);
    assertThat(count.find()).isTrue();
    return Double.parseDouble(count.group(1));
  }
}
