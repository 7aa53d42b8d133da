package dev.facet.function.http;

import static dev.facet.function.http.FixtureModel.ATTRIBUTES;
import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import dev.facet.function.fixture.Pictures;
import dev.facet.function.fixture.PngBuilder;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@TestProfile(FixtureModel.class)
class HostileRequestTest {
  private static final byte[] JPEG = Pictures.jpeg(Pictures.gradient(60, 80));
  private static final int FIFTY_MEGABYTES = 50 * 1024 * 1024;

  @TestHTTPResource("/")
  URI root;

  @Test
  void answersATextNamedJpgWith400() {
    assertProblem(post("image/jpeg", "hello".getBytes(UTF_8)), 400, "not-an-image", "68 65 6c 6c");
  }

  @Test
  void answersZeroBytesWith400() {
    assertProblem(post("image/jpeg", new byte[0]), 400, "no-image", "empty");
    assertProblem(given().post(ATTRIBUTES), 400, "no-image", "empty");
  }

  @Test
  void answersACutOffJpegWith422() {
    byte[] cut = Arrays.copyOf(JPEG, JPEG.length / 2);

    assertProblem(post("image/jpeg", cut), 422, "unusable-image", "cut off");
  }

  @Test
  void answersAnEmptyPictureWith422() {
    byte[] empty = new PngBuilder().header(0, 0).zeros(1).end();

    assertProblem(post("image/png", empty), 422, "unusable-image", "0 x 0");
  }

  @Test
  void answersAHugePictureWith413() {
    byte[] huge = new PngBuilder().header(30_000, 30_000).zeros(30_000L * 30_001).end();

    assertProblem(post("image/png", huge), 413, "image-too-large", "30000 x 30000");
  }

  @Test
  void answersAGifWith415() {
    assertProblem(
        post("image/jpeg", "GIF89a....".getBytes(UTF_8)), 415, "unsupported-media-type", "GIF");
  }

  @Test
  void answersAHugeBodyWith413() {
    Response answer = post("image/jpeg", new byte[FIFTY_MEGABYTES]);

    assertProblem(answer, 413, "body-too-large", "52428800 bytes");
  }

  @Test
  void answersAHugeBodyOfUnknownLengthWith413() throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(root.resolve(ATTRIBUTES))
            .header("Content-Type", "image/jpeg")
            .POST(
                HttpRequest.BodyPublishers.ofInputStream(
                    () -> new ByteArrayInputStream(new byte[FIFTY_MEGABYTES])))
            .build();
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());

      assertThat(answer.statusCode()).isEqualTo(413);
      assertThat(answer.body()).contains("/problems/body-too-large");
    }
  }

  @Test
  void doesNotAskForAHugeBodyThatWasOnlyAnnounced() throws IOException {
    try (Socket socket = new Socket(root.getHost(), root.getPort())) {
      socket.setSoTimeout(10_000);
      socket
          .getOutputStream()
          .write(
              """
              POST /v1/attributes HTTP/1.1
              Host: test
              Content-Type: image/jpeg
              Content-Length: 1000000000
              Expect: 100-continue

              """
                  .replace("\n", "\r\n")
                  .getBytes(UTF_8));

      assertThat(firstLine(socket.getInputStream())).contains("413");
    }
  }

  @Test
  void answersAMissingContentTypeWith415() throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(root.resolve(ATTRIBUTES))
            .POST(HttpRequest.BodyPublishers.ofByteArray(JPEG))
            .build();
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());

      assertThat(answer.statusCode()).isEqualTo(415);
      assertThat(answer.body()).contains("no Content-Type");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"text/plain", "image/gif", "application/x-www-form-urlencoded", "foo"})
  void answersOtherMediaTypesWith415(String type) {
    Response answer =
        given()
            .config(
                io.restassured.RestAssured.config()
                    .encoderConfig(
                        io.restassured.config.EncoderConfig.encoderConfig()
                            .encodeContentTypeAs(type, io.restassured.http.ContentType.TEXT)
                            .appendDefaultContentCharsetToContentTypeIfUndefined(false)))
            .header("Content-Type", type)
            .body("x")
            .post(ATTRIBUTES);

    assertProblem(answer, 415, "unsupported-media-type", "'" + type + "'");
  }

  @Test
  void answersAnUnknownPartWith400() {
    assertProblem(
        given().multiPart("picture", "a.jpg", JPEG).post(ATTRIBUTES),
        400,
        "bad-field",
        "'picture'");
  }

  @Test
  void answersAThousandPartsWith413() {
    RequestSpecification request = given();
    for (int i = 0; i < 1000; i++) {
      request.multiPart("image", i + ".jpg", new byte[] {1});
    }

    assertProblem(request.post(ATTRIBUTES), 413, "too-many-images", "64");
  }

  @ParameterizedTest
  @CsvSource({
    "multipart/form-data, x",
    "multipart/form-data; boundary=b, ''",
    "multipart/form-data; boundary=b, x",
    "multipart/form-data; boundary=b, --b\r\nContent-Disposition: form-data; name=\"image\"\r\n",
    "multipart/form-data; boundary=b, --b\r\nContent-Disposition: form-data; name=\"image\"\r\n\r\nx",
    "multipart/form-data; boundary=b, --b\r\n\r\nx\r\n--b--\r\n",
    "multipart/form-data; boundary=b, --b--\r\n",
  })
  void answersMalformedPartsWith400(String type, String body) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(root.resolve(ATTRIBUTES))
            .header("Content-Type", type)
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());

      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
      assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "x",
        "[]",
        "{",
        "{\"images\": [\"",
        "{\"images\": [\"\\",
        "{\"images\": [\"aGVsbG8=\"]",
        "{\"images\": [\"aGVsbG8=\"]} {}",
        "{\"images\": [\"aGVsbG8=\"], \"images\": []}",
        "{\"images\": [[[[[[]]]]]]}",
      })
  void answersMalformedJsonWith400(String body) {
    assertProblem(post("application/json", body.getBytes(UTF_8)), 400, "malformed-body", "JSON");
  }

  @Test
  void answersJsonInAnotherEncodingWith400() {
    byte[] utf16 = "{\"images\": []}".getBytes(java.nio.charset.StandardCharsets.UTF_16LE);

    assertProblem(post("application/json", utf16), 400, "malformed-body", "UTF-8");
  }

  @Test
  void answersDeeplyNestedJsonWith400() {
    byte[] bomb = ("{\"images\":" + "[".repeat(5_000_000)).getBytes(UTF_8);

    assertProblem(post("application/json", bomb), 400, "malformed-body", "depth");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"image\": []}|bad-field|'image'",
        "{\"images\": \"aGVsbG8=\"}|bad-field|list",
        "{\"images\": [1]}|bad-field|images[0]",
        "{\"images\": [null]}|bad-field|images[0]",
        "{\"images\": [\"aGVsbG8=\"], \"more\": 1}|bad-field|'more'",
        "{\"images\": []}|no-image|at least one",
        "{\"images\": [\"\"]}|no-image|images[0]",
        "{}|no-image|at least one",
        "{\"images\": [\"%%%\"]}|bad-base64|images[0]",
        "{\"images\": [\"data:image/png;base64,aGVsbG8=\"]}|bad-base64|prefix",
        "{\"images\": [\"aGVsbG8=\"]}|not-an-image|images[0]",
      })
  void answersWrongFieldsWith400(String body, String slug, String saying) {
    assertProblem(post("application/json", body.getBytes(UTF_8)), 400, slug, saying);
  }

  @Test
  void answersTooManyTextsWith413() {
    String body = "{\"images\": [" + "\"\",".repeat(64) + "\"\"]}";

    assertProblem(post("application/json", body.getBytes(UTF_8)), 413, "too-many-images", "64");
  }

  @ParameterizedTest
  @ValueSource(strings = {"../../etc/passwd", "..", "mean-colour/1.0.0", "no\nmodel", "<b>", ""})
  void answersAPathLikeModelNameWith404(String name) {
    assertProblem(
        given().contentType("image/jpeg").queryParam("model", name).body(JPEG).post(ATTRIBUTES),
        404,
        "unknown-model",
        "No model is called '");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/v1/models/..%2f..%2fetc%2fpasswd",
        "/v1/models/../../etc/passwd",
        "/v1/models/%2e%2e",
        "/v1/models/%2e%2e%2f%2e%2e%2fetc%2fpasswd",
        "/v1/models/mean-colour/1.0.0",
        "/v1/models/%00",
        "/../application.properties",
        "/bundles/default",
        "/v1/nothing",
      })
  void answersAnAddressThatDoesNotExistWith404(String path) {
    given()
        .urlEncodingEnabled(false)
        .get(path)
        .then()
        .statusCode(404)
        .contentType("application/problem+json")
        .body("status", equalTo(404));
  }

  @Test
  void answersAnotherMethodWith405() {
    assertProblem(given().get(ATTRIBUTES), 405, "method-not-allowed", "POST");
    assertThat(given().get(ATTRIBUTES).header("Allow")).isEqualTo("POST");
    assertThat(given().delete("/v1/models").header("Allow")).isEqualTo("GET, HEAD");
  }

  @Test
  void answersAnAcceptThatItCannotServeWith406() {
    assertProblem(
        given().contentType("image/jpeg").accept("text/html").body(JPEG).post(ATTRIBUTES),
        406,
        "not-acceptable",
        "application/json");
  }

  @Test
  void answersAfterAllOfThatAsBefore() {
    given().contentType("image/jpeg").body(JPEG).post(ATTRIBUTES).then().statusCode(200);
  }

  private static Response post(String type, byte[] body) {
    return given().contentType(type).body(body).post(ATTRIBUTES);
  }

  private static void assertProblem(Response answer, int status, String slug, String saying) {
    answer
        .then()
        .statusCode(status)
        .contentType("application/problem+json")
        .body("type", equalTo("/problems/" + slug))
        .body("status", equalTo(status))
        .body("title", org.hamcrest.Matchers.not(org.hamcrest.Matchers.emptyString()))
        .body("detail", containsString(saying));
  }

  private static String firstLine(InputStream stream) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int c = stream.read(); c >= 0 && c != '\n'; c = stream.read()) {
      line.append((char) c);
    }
    return line.toString();
  }
}
