package dev.facet.function.http;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import dev.facet.function.fixture.Pictures;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.awt.Color;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@TestProfile(FixtureModel.class)
class VerificationsTest {
  private static final String VERIFICATIONS = "/v1/verifications";
  private static final byte[] RED = png(200, 0, 0);
  private static final byte[] DARK_RED = png(100, 0, 0);
  private static final byte[] REDDISH = png(200, 80, 0);
  private static final byte[] BLUE = png(0, 0, 200);

  @Test
  void findsThatOneColourIsItselfHoweverDark() {
    JsonPath answer = answer(verify(asking(), RED, DARK_RED));

    assertThat(answer.getString("model.name")).isEqualTo("colour-parts");
    assertThat(answer.getDouble("similarity")).isCloseTo(1, within(1e-6));
    assertThat(answer.getBoolean("same")).isTrue();
  }

  @Test
  void findsThatTwoColoursAreTwo() {
    JsonPath answer = answer(verify(asking(), RED, BLUE));

    assertThat(answer.getDouble("similarity")).isCloseTo(0, within(1e-6));
    assertThat(answer.getBoolean("same")).isFalse();
  }

  @ParameterizedTest
  @CsvSource({", 0.99, 0.01, false", "0.01, 0.99, 0.01, false", "1e-1, 0.9, 0.1, true"})
  void judgesByTheThresholdOfTheFalseAcceptRate(
      String asked, double threshold, double rate, boolean same) {
    RequestSpecification request =
        asked == null ? asking() : asking().queryParam("falseAcceptRate", asked);

    JsonPath answer = answer(verify(request, RED, REDDISH)); // their cosine is 0.928

    assertThat(answer.getDouble("threshold")).isEqualTo(threshold);
    assertThat(answer.getDouble("falseAcceptRate")).isEqualTo(rate);
    assertThat(answer.getBoolean("same")).isEqualTo(same);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.001", "much", "NaN", "-0.1"})
  void namesTheRatesThatTheModelStates(String asked) {
    verify(asking().queryParam("falseAcceptRate", asked), RED, BLUE)
        .statusCode(400)
        .body("type", equalTo("/problems/bad-field"))
        .body("detail", containsString("0.1, 0.01"));
  }

  @Test
  void answersAnImageThatCannotBeUsedWithItsStatus() {
    verify(asking(), RED, new byte[] {1, 2, 3})
        .statusCode(400)
        .body("type", equalTo("/problems/not-an-image"))
        .body("detail", containsString("Part 'reference'"));
    verify(asking(), new byte[0], RED)
        .statusCode(400)
        .body("type", equalTo("/problems/no-image"))
        .body("detail", containsString("Part 'probe'"));
  }

  @Test
  void answersAFaceWithoutDirectionWith422() {
    verify(asking(), png(0, 0, 0), RED)
        .statusCode(422)
        .body("type", equalTo("/problems/unusable-image"));
  }

  @Test
  void wantsBothPartsOnceAndNoOther() {
    asking()
        .multiPart("probe", "a.png", RED)
        .post(VERIFICATIONS)
        .then()
        .statusCode(400)
        .body("type", equalTo("/problems/no-image"))
        .body("detail", containsString("0 parts named 'reference'"));
    asking()
        .multiPart("probe", "a.png", RED)
        .multiPart("probe", "b.png", RED)
        .post(VERIFICATIONS)
        .then()
        .statusCode(400)
        .body("type", equalTo("/problems/bad-field"))
        .body("detail", containsString("2 parts named 'probe'"));
    asking()
        .multiPart("probe", "a.png", RED)
        .multiPart("image", "b.png", RED)
        .post(VERIFICATIONS)
        .then()
        .statusCode(400)
        .body("type", equalTo("/problems/bad-field"))
        .body("detail", containsString("'image'"));
    asking()
        .multiPart("probe", "a.png", RED)
        .multiPart("reference", "b.png", RED)
        .multiPart("reference", "c.png", RED)
        .post(VERIFICATIONS)
        .then()
        .statusCode(413)
        .body("type", equalTo("/problems/too-many-images"));
  }

  @Test
  void wantsMultipart() {
    asking()
        .contentType("image/png")
        .body(RED)
        .post(VERIFICATIONS)
        .then()
        .statusCode(415)
        .body("detail", containsString("image/png"))
        .body("detail", containsString("probe and reference"));
  }

  @Test
  void saysThatAModelWithoutEmbeddingCannotVerify() {
    verify(given(), RED, BLUE)
        .statusCode(404)
        .body("type", equalTo("/problems/output-not-offered"))
        .body("detail", containsString("colour-parts@1.0.0"));
  }

  private static RequestSpecification asking() {
    return given().queryParam("model", "colour-parts");
  }

  private static ValidatableResponse verify(
      RequestSpecification request, byte[] probe, byte[] reference) {
    return request
        .multiPart("probe", "a.png", probe, "image/png")
        .multiPart("reference", "b.png", reference, "image/png")
        .post(VERIFICATIONS)
        .then();
  }

  private static JsonPath answer(ValidatableResponse response) {
    return response.statusCode(200).contentType("application/json").extract().jsonPath();
  }

  private static byte[] png(int red, int green, int blue) {
    return Pictures.png(Pictures.solid(24, 32, new Color(red, green, blue)));
  }
}
