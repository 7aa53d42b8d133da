package dev.facet.function.http;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;

import dev.facet.function.fixture.FixtureBundle;
import dev.facet.function.fixture.Pictures;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import io.restassured.specification.RequestSpecification;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(FixtureModel.class)
class ExplanationsTest {
  private static final String EXPLANATIONS = "/v1/explanations";

  /** Red to the left, green to the right. */
  private static final byte[] PNG =
      Pictures.png(Pictures.quarters(24, 32, Color.RED, Color.GREEN, Color.RED, Color.GREEN));

  @Test
  void tellsTheMaskOfTheAttributesGroup() {
    JsonPath answer =
        asking("Green")
            .accept("application/json")
            .body(PNG)
            .post(EXPLANATIONS)
            .then()
            .statusCode(200)
            .contentType("application/json")
            .header("Vary", containsString("Accept"))
            .body("model.name", equalTo("colour-parts"))
            .body("attribute", equalTo("Green"))
            .body("group", equalTo("greens"))
            .body("mask.height", equalTo(4))
            .body("mask.width", equalTo(3))
            .body("mask.values", hasSize(4))
            .extract()
            .jsonPath();

    List<Float> row = answer.getList("mask.values[3]", Float.class);
    assertThat(row.get(0)).isCloseTo(0f, within(1e-6f));
    assertThat(row.get(1)).isCloseTo(0.5f, within(0.01f));
    assertThat(row.get(2)).isCloseTo(1f, within(1e-6f));
    assertThat(answer.getDouble("probability"))
        .isCloseTo(FixtureBundle.probability(127.5), within(0.01));
    assertThat(answer.getList("affinity.name")).isEqualTo(List.of("Red", "Green", "Blue"));
    assertThat(answer.getDouble("affinity[0].weight")).isCloseTo(0.5, within(0.01));
    assertThat(answer.getDouble("affinity[2].weight")).isCloseTo(0, within(1e-6));
  }

  @Test
  void answersWithJsonWhoeverAcceptsAnything() {
    asking("Red").accept("*/*").body(PNG).post(EXPLANATIONS).then().contentType("application/json");
  }

  @Test
  void drawsTheMaskOverTheImageAsTheNetworkSeesIt() throws IOException {
    byte[] file =
        asking("Red")
            .accept("image/png")
            .body(PNG)
            .post(EXPLANATIONS)
            .then()
            .statusCode(200)
            .contentType("image/png")
            .extract()
            .asByteArray();

    BufferedImage picture = ImageIO.read(new ByteArrayInputStream(file));
    assertThat(picture.getWidth()).isEqualTo(FixtureBundle.WIDTH);
    assertThat(picture.getHeight()).isEqualTo(FixtureBundle.HEIGHT);
    Color left = new Color(picture.getRGB(0, 8));
    Color right = new Color(picture.getRGB(FixtureBundle.WIDTH - 1, 8));
    assertThat(left.getRed()).isGreaterThan(150); // yellow
    assertThat(right.getBlue()).isGreaterThan(right.getGreen() - 80).isGreaterThan(90); // violet
  }

  @Test
  void namesTheClosestAttributes() {
    asking("Geen")
        .body(PNG)
        .post(EXPLANATIONS)
        .then()
        .statusCode(400)
        .contentType("application/problem+json")
        .body("type", equalTo("/problems/bad-field"))
        .body("detail", containsString("the closest are Green"));
    given()
        .contentType("image/png")
        .queryParam("model", "colour-parts")
        .body(PNG)
        .post(EXPLANATIONS)
        .then()
        .statusCode(400)
        .body("detail", containsString("?attribute=Red"));
  }

  @Test
  void saysThatAModelWithoutMasksCannotExplain() {
    given()
        .contentType("image/png")
        .queryParam("attribute", "Red")
        .body(PNG)
        .post(EXPLANATIONS)
        .then()
        .statusCode(404)
        .body("type", equalTo("/problems/output-not-offered"))
        .body("detail", containsString("'masks'"))
        .body("detail", containsString("colour-parts@1.0.0"));
  }

  @Test
  void answersAnImageThatCannotBeUsedWithItsStatusInBothForms() {
    for (String form : List.of("application/json", "image/png")) {
      asking("Red")
          .accept(form)
          .body("hello".getBytes(StandardCharsets.UTF_8))
          .post(EXPLANATIONS)
          .then()
          .statusCode(400)
          .contentType("application/problem+json")
          .body("type", equalTo("/problems/not-an-image"));
    }
  }

  @Test
  void explainsOneImageAtATime() {
    given()
        .queryParam("model", "colour-parts")
        .queryParam("attribute", "Red")
        .multiPart("image", "a.png", PNG)
        .multiPart("image", "b.png", PNG)
        .post(EXPLANATIONS)
        .then()
        .statusCode(413)
        .body("type", equalTo("/problems/too-many-images"))
        .body("detail", containsString("2 images"));
  }

  @Test
  void answersAnAcceptThatItCannotServeWith406() {
    asking("Red")
        .accept("image/gif")
        .body(PNG)
        .post(EXPLANATIONS)
        .then()
        .statusCode(406)
        .body("", not(hasKey("mask")));
  }

  private static RequestSpecification asking(String attribute) {
    return given()
        .contentType("image/png")
        .queryParam("model", "colour-parts")
        .queryParam("attribute", attribute);
  }
}
