package dev.facet.function.http;

import static dev.facet.function.http.FixtureModel.ATTRIBUTES;
import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.facet.function.fixture.Pictures;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(Guarded.class)
class AuditTest {
  private static final byte[] PNG = Pictures.png(Pictures.gradient(60, 80));

  private Logged log;

  @BeforeEach
  void listen() {
    log = new Logged("dev.facet.audit");
  }

  @AfterEach
  void stopListening() {
    log.close();
  }

  @Test
  void tellsWhoAskedWhatOfWhichModelWithDigestsAndNothingElse() throws Exception {
    Instant before = Instant.now().minusMillis(1);
    given()
        .header("X-API-Key", Guarded.EVERYTHING)
        .queryParam("model", "mean-colour")
        .multiPart("image", "a-telling-name.png", PNG, "image/png")
        .multiPart("image", "another.png", new byte[] {1, 2, 3}, "image/png")
        .multiPart("image", "empty.png", new byte[0], "image/png")
        .post(ATTRIBUTES)
        .then()
        .statusCode(200);

    String text = log.next();
    JsonPath line = new JsonPath(text);

    assertThat(line.getMap(""))
        .containsOnlyKeys(
            "time", "key", "call", "model", "images", "digests", "status", "milliseconds");
    assertThat(Instant.parse(line.getString("time"))).isBetween(before, Instant.now());
    assertThat(line.getString("key")).isEqualTo("everything");
    assertThat(line.getString("call")).isEqualTo("attributes");
    assertThat(line.getString("model")).isEqualTo("mean-colour@1.0.0");
    assertThat(line.getInt("images")).isEqualTo(3);
    assertThat(line.getList("digests"))
        .isEqualTo(List.of(hmac(PNG), hmac(new byte[] {1, 2, 3}), "unreadable"));
    assertThat(line.getInt("status")).isEqualTo(200);
    assertThat(text).doesNotContain("\n", "telling", "Red", "Blue", "probability");
  }

  @Test
  void tellsOfRequestsThatAreRefused() throws Exception {
    given().contentType("image/png").body(PNG).post(ATTRIBUTES).then().statusCode(401);
    assertRefused("attributes", 401);

    given().header("X-API-Key", Guarded.MODELS).post("/v1/embeddings").then().statusCode(403);
    assertRefused("embeddings", 403);

    given().header("X-API-Key", Guarded.MODELS).get("/some/secret?in=it").then().statusCode(404);
    assertThat(assertRefused("unknown", 404)).doesNotContain("secret", "in=it");

    given()
        .header("X-API-Key", Guarded.EVERYTHING)
        .contentType("image/png")
        .body("no picture".getBytes(UTF_8))
        .post(ATTRIBUTES)
        .then()
        .statusCode(400);
    assertThat(assertRefused("attributes", 400)).contains("mean-colour@1.0.0", "hmac-sha256:");
  }

  @Test
  void isSilentAboutWhatIsOpen() throws Exception {
    given().get("/q/health/live").then().statusCode(200);
    given().get("/").then().statusCode(200);
    given().header("X-API-Key", Guarded.MODELS).get("/v1/models").then().statusCode(200);

    assertThat(new JsonPath(log.next()).getString("call")).isEqualTo("models");
    assertThat(log.rest()).isEmpty();
  }

  private String assertRefused(String call, int status) throws InterruptedException {
    String text = log.next();
    JsonPath line = new JsonPath(text);
    assertThat(line.getString("call")).isEqualTo(call);
    assertThat(line.getInt("status")).isEqualTo(status);
    return text;
  }

  private static String hmac(byte[] bytes) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(Guarded.SECRET.getBytes(UTF_8), "HmacSHA256"));
      return "hmac-sha256:" + HexFormat.of().formatHex(mac.doFinal(bytes));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
