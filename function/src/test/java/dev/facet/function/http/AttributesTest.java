package dev.facet.function.http;

import static dev.facet.function.http.FixtureModel.ATTRIBUTES;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;

import dev.facet.function.fixture.FixtureBundle;
import dev.facet.function.fixture.Pictures;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import java.awt.Color;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@TestProfile(FixtureModel.class)
class AttributesTest {
  private static final Color ORANGE = new Color(240, 128, 20);
  private static final byte[] PNG = Pictures.png(Pictures.solid(60, 80, ORANGE));
  private static final byte[] JPEG = Pictures.jpeg(Pictures.solid(60, 80, ORANGE));

  @Test
  void answersAPngWithTheProbabilitiesOfItsColour() {
    JsonPath answer =
        given()
            .contentType("image/png")
            .body(PNG)
            .post(ATTRIBUTES)
            .then()
            .statusCode(200)
            .contentType("application/json")
            .body("model.name", equalTo("mean-colour"))
            .body("model.version", equalTo("1.0.0"))
            .body("model.sha256", matchesPattern("[0-9a-f]{64}"))
            .body("images", hasSize(1))
            .body("images[0]", not(hasKey("problem")))
            .body("images[0].faces", hasSize(1))
            .body("images[0].faces[0].attributes.name", equalTo(List.of("Red", "Green", "Blue")))
            .body("images[0].faces[0].attributes.present", equalTo(List.of(true, true, false)))
            .extract()
            .jsonPath();

    assertThat(answer.<Map<String, Object>>getList("images[0].faces[0].attributes").getFirst())
        .containsOnlyKeys("name", "probability", "present");
    assertThat(answer.getDouble("images[0].faces[0].attributes[0].probability"))
        .isCloseTo(FixtureBundle.probability(240), within(1e-6));
    assertThat(answer.getDouble("images[0].faces[0].attributes[2].probability"))
        .isCloseTo(FixtureBundle.probability(20), within(1e-6));
  }

  @Test
  void countsAnAttributeAsPresentFromItsThresholdOn() {
    // a mean of 128 is a probability of exactly one half, the threshold of the fixture
    given()
        .contentType("image/png")
        .body(PNG)
        .post(ATTRIBUTES)
        .then()
        .body("images[0].faces[0].attributes[1].probability", equalTo(0.5f))
        .body("images[0].faces[0].attributes[1].present", equalTo(true));
  }

  @Test
  void answersAJpeg() {
    given()
        .contentType("image/jpeg")
        .body(JPEG)
        .post(ATTRIBUTES)
        .then()
        .statusCode(200)
        .body("images[0].faces[0].attributes.present", equalTo(List.of(true, true, false)));
  }

  @Test
  void readsAPngThatIsCalledJpeg() {
    given().contentType("image/jpeg").body(PNG).post(ATTRIBUTES).then().statusCode(200);
  }

  @Test
  void answersPartsInTheOrderSent() {
    assertReds(
        given()
            .multiPart("image", "a.png", png(Color.RED), "image/png")
            .multiPart("image", "b.png", png(Color.BLUE), "image/png")
            .multiPart("image", "c.jpg", JPEG, "image/jpeg")
            .post(ATTRIBUTES)
            .then()
            .statusCode(200)
            .body("images", hasSize(3))
            .extract()
            .jsonPath(),
        true,
        false,
        true);
  }

  @Test
  void answersJsonInTheOrderSent() {
    assertReds(
        json(base64(png(Color.BLUE)), base64(png(Color.RED))).extract().jsonPath(), false, true);
  }

  @Test
  void readsBase64WhoseSlashesAreEscaped() {
    byte[] png = Pictures.png(Pictures.gradient(60, 80));
    String text = base64(png);
    assertThat(text).contains("/");

    String escaped = json(text.replace("/", "\\/")).extract().asString();

    assertThat(escaped).isEqualTo(json(text).extract().asString());
  }

  @Test
  void answersMoreImagesThanFitIntoOneBatch() {
    String[] texts = new String[64];
    boolean[] reds = new boolean[64];
    for (int i = 0; i < texts.length; i++) {
      reds[i] = i % 3 == 0;
      texts[i] = base64(png(reds[i] ? Color.RED : Color.BLUE));
    }

    assertReds(json(texts).extract().jsonPath(), reds);
  }

  @Test
  void putsAProblemInThePlaceOfABadImageAmongSeveral() {
    given()
        .multiPart("image", "a.png", png(Color.RED), "image/png")
        .multiPart("image", "b.jpg", "no image".getBytes(java.nio.charset.StandardCharsets.UTF_8))
        .multiPart("image", "c.png", png(Color.BLUE), "image/png")
        .multiPart("image", "d.png", new byte[0], "image/png")
        .post(ATTRIBUTES)
        .then()
        .statusCode(200)
        .body("images", hasSize(4))
        .body("images[0].faces[0].attributes[0].present", equalTo(true))
        .body("images[1]", not(hasKey("faces")))
        .body("images[1].problem.type", equalTo("/problems/not-an-image"))
        .body("images[1].problem.status", equalTo(400))
        .body("images[1].problem.detail", org.hamcrest.Matchers.startsWith("Image part 2 "))
        .body("images[2].faces[0].attributes[2].present", equalTo(true))
        .body("images[3].problem.type", equalTo("/problems/no-image"));
  }

  @Test
  void putsAProblemInThePlaceOfBadBase64AmongSeveral() {
    json(base64(PNG), "%%%", "A", base64(PNG))
        .statusCode(200)
        .body("images[0]", hasKey("faces"))
        .body("images[1].problem.type", equalTo("/problems/bad-base64"))
        .body("images[1].problem.detail", org.hamcrest.Matchers.startsWith("images[1] "))
        .body("images[2].problem.type", equalTo("/problems/bad-base64"))
        .body("images[3]", hasKey("faces"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"mean-colour", "mean-colour@1.0.0"})
  void answersWithTheModelThatTheCallerNames(String model) {
    given()
        .contentType("image/png")
        .queryParam("model", model)
        .body(PNG)
        .post(ATTRIBUTES)
        .then()
        .statusCode(200)
        .body("model.name", equalTo("mean-colour"));
  }

  @Test
  void answersManyCallersAtOnceEachItsOwn() throws Exception {
    try (ExecutorService callers = Executors.newFixedThreadPool(8)) {
      List<Future<Double>> answers = new ArrayList<>();
      for (int i = 0; i < 100; i++) {
        byte[] png = png(new Color(i, 0, 0));
        answers.add(
            callers.submit(
                () ->
                    given()
                        .contentType("image/png")
                        .body(png)
                        .post(ATTRIBUTES)
                        .jsonPath()
                        .getDouble("images[0].faces[0].attributes[0].probability")));
      }
      for (int i = 0; i < answers.size(); i++) {
        assertThat(answers.get(i).get()).isCloseTo(FixtureBundle.probability(i), within(1e-6));
      }
    }
  }

  private static io.restassured.response.ValidatableResponse json(String... images) {
    return given()
        .contentType("application/json")
        .body("{\"images\": [\"" + String.join("\", \"", images) + "\"]}")
        .post(ATTRIBUTES)
        .then()
        .statusCode(200);
  }

  private static void assertReds(JsonPath answer, boolean... expected) {
    assertThat(answer.getList("images")).hasSize(expected.length);
    for (int i = 0; i < expected.length; i++) {
      assertThat(answer.getBoolean("images[" + i + "].faces[0].attributes[0].present"))
          .as("image %d", i)
          .isEqualTo(expected[i]);
    }
  }

  private static byte[] png(Color colour) {
    return Pictures.png(Pictures.solid(24, 32, colour));
  }

  private static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }
}
