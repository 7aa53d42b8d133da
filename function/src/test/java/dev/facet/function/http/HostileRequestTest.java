package dev.facet.function.http;

import static dev.facet.function.http.FixtureModel.ATTRIBUTES;
import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import dev.facet.function.fixture.Pictures;
import dev.facet.function.fixture.PngBuilder;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@TestProfile(FixtureModel.class)
class HostileRequestTest {
  private static final byte[] JPEG = Pictures.jpeg(Pictures.gradient(60, 80));
  private static final byte[] FIFTY_MEGABYTES = new byte[50 * 1024 * 1024];

  @TestHTTPResource("/")
  URI root;

  @Test
  void answersATextNamedJpgWith400() {
    assertProblem(post("image/jpeg", "hello".getBytes(UTF_8)), 400, "not-an-image", "68 65 6c 6c");
  }

  @Test
  void answersZeroBytesWith400() {
    assertProblem(post("image/jpeg", new byte[0]), 400, "no-image", "empty");
    assertProblem(post("", new byte[0]), 400, "no-image", "empty");
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

  @ParameterizedTest
  @EnumSource(
      value = HttpClient.Version.class,
      names = {"HTTP_1_1", "HTTP_2"})
  void answersAHugeBodyWith413(HttpClient.Version version) {
    Answer answer = send(version, "image/jpeg", BodyPublishers.ofByteArray(FIFTY_MEGABYTES));

    assertProblem(answer, 413, "body-too-large", "52428800 bytes");
  }

  @ParameterizedTest
  @EnumSource(
      value = HttpClient.Version.class,
      names = {"HTTP_1_1", "HTTP_2"})
  void answersAHugeBodyOfUnknownLengthWith413(HttpClient.Version version) {
    Answer answer =
        send(
            version,
            "image/jpeg",
            BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(FIFTY_MEGABYTES)));

    assertProblem(answer, 413, "body-too-large", "more bytes than the 20971520");
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
  void answersAMissingContentTypeWith415() {
    assertProblem(post("", JPEG), 415, "unsupported-media-type", "no Content-Type");
  }

  @ParameterizedTest
  @ValueSource(strings = {"text/plain", "image/gif", "application/x-www-form-urlencoded", "foo"})
  void answersOtherMediaTypesWith415(String type) {
    assertProblem(post(type, JPEG), 415, "unsupported-media-type", "'" + type + "'");
  }

  @Test
  void answersAnUnknownPartWith400() {
    assertProblem(
        answer(given().multiPart("picture", "a.jpg", JPEG).post(ATTRIBUTES)),
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

    assertProblem(answer(request.post(ATTRIBUTES)), 413, "too-many-images", "64");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "x",
        "--b--\r\n",
        "--b\r\nContent-Disposition: form-data; name=\"image\"\r\n",
        "--b\r\nContent-Disposition: form-data; name=\"image\"\r\n\r\nx",
        "--b\r\nContent-Disposition: form-data; name=\"image\"\r\n\r\nx\r\n",
        "--b\r\nContent-Disposition: form-data\r\n\r\nx\r\n--b--\r\n",
        "--b\r\n\r\nx\r\n--b--\r\n",
      })
  void answersMalformedPartsWith400(String body) {
    Answer answer = post("multipart/form-data; boundary=b", body.getBytes(UTF_8));

    assertThat(answer.status()).as(answer.body()).isEqualTo(400);
    assertThat(answer.contentType()).isEqualTo("application/problem+json");
  }

  @Test
  void answersPartsWithoutABoundaryWith400() {
    assertProblem(post("multipart/form-data", JPEG), 400, "malformed-body", "without a boundary");
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
  @ValueSource(strings = {"../../etc/passwd", "..", "mean-colour/1.0.0", "no\nmodel", "<b>"})
  void answersAPathLikeModelNameWith404(String name) {
    assertProblem(
        answer(
            given()
                .contentType("image/jpeg")
                .queryParam("model", name)
                .body(JPEG)
                .post(ATTRIBUTES)),
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
    assertProblem(answer(given().get(ATTRIBUTES)), 405, "method-not-allowed", "POST");
    assertThat(given().get(ATTRIBUTES).header("Allow")).isEqualTo("POST");
    assertThat(given().delete("/v1/models").header("Allow")).isEqualTo("GET, HEAD");
  }

  @Test
  void answersAnAcceptThatItCannotServeWith406() {
    assertProblem(
        answer(given().contentType("image/jpeg").accept("text/html").body(JPEG).post(ATTRIBUTES)),
        406,
        "not-acceptable",
        "application/json");
  }

  @Test
  void answersAfterAllOfThatAsBefore() {
    given().contentType("image/jpeg").body(JPEG).post(ATTRIBUTES).then().statusCode(200);
  }

  private Answer post(String type, byte[] body) {
    return send(HttpClient.Version.HTTP_1_1, type, BodyPublishers.ofByteArray(body));
  }

  /** By the JDK's client, which sends exactly what it is given. */
  private Answer send(HttpClient.Version version, String type, HttpRequest.BodyPublisher body) {
    HttpRequest.Builder request = HttpRequest.newBuilder(root.resolve(ATTRIBUTES)).POST(body);
    if (!type.isEmpty()) {
      request.header("Content-Type", type);
    }
    try (HttpClient client = HttpClient.newBuilder().version(version).build()) {
      HttpResponse<String> answer =
          client.send(request.build(), HttpResponse.BodyHandlers.ofString());
      return new Answer(
          answer.statusCode(),
          answer.headers().firstValue("Content-Type").orElse(""),
          answer.body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Answer answer(Response response) {
    return new Answer(response.statusCode(), response.contentType(), response.asString());
  }

  private static void assertProblem(Answer answer, int status, String slug, String saying) {
    assertThat(answer.status()).as(answer.body()).isEqualTo(status);
    assertThat(answer.contentType()).isEqualTo("application/problem+json");
    JsonPath problem = new JsonPath(answer.body());
    assertThat(problem.getMap("")).containsOnlyKeys("type", "title", "status", "detail");
    assertThat(problem.getString("type")).isEqualTo("/problems/" + slug);
    assertThat(problem.getInt("status")).isEqualTo(status);
    assertThat(problem.getString("title")).isNotBlank();
    assertThat(problem.getString("detail")).contains(saying).endsWith(".");
  }

  private record Answer(int status, String contentType, String body) {}

  private static String firstLine(InputStream stream) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int c = stream.read(); c >= 0 && c != '\n'; c = stream.read()) {
      line.append((char) c);
    }
    return line.toString();
  }
}
