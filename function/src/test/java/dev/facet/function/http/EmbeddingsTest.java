package dev.facet.function.http;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;

import dev.facet.function.fixture.Pictures;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.specification.RequestSpecification;
import java.awt.Color;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(FixtureModel.class)
class EmbeddingsTest {
  private static final String EMBEDDINGS = "/v1/embeddings";
  private static final byte[] PNG = Pictures.png(Pictures.solid(60, 80, new Color(120, 160, 0)));

  @Test
  void answersTheDirectionOfTheMeanColour() {
    List<Float> embedding =
        asking()
            .contentType("image/png")
            .body(PNG)
            .post(EMBEDDINGS)
            .then()
            .statusCode(200)
            .contentType("application/json")
            .body("model.name", equalTo("colour-parts"))
            .body("images", hasSize(1))
            .body("images[0]", not(hasKey("problem")))
            .body("images[0].faces", hasSize(1))
            .extract()
            .jsonPath()
            .getList("images[0].faces[0].embedding", Float.class);

    assertThat(embedding).hasSize(3);
    assertThat(embedding.get(0)).isCloseTo(0.6f, within(1e-6f));
    assertThat(embedding.get(1)).isCloseTo(0.8f, within(1e-6f));
    assertThat(embedding.get(2)).isCloseTo(0f, within(1e-6f));
  }

  @Test
  void putsAProblemInThePlaceOfABadImageAmongSeveral() {
    asking()
        .multiPart("image", "a.png", PNG, "image/png")
        .multiPart("image", "b.png", "hello".getBytes(java.nio.charset.StandardCharsets.UTF_8))
        .post(EMBEDDINGS)
        .then()
        .statusCode(200)
        .body("images", hasSize(2))
        .body("images[0].faces[0].embedding", hasSize(3))
        .body("images[1]", not(hasKey("faces")))
        .body("images[1].problem.type", equalTo("/problems/not-an-image"))
        .body("images[1].problem.detail", containsString("Image part 2"));
  }

  @Test
  void readsJson() {
    String text = Base64.getEncoder().encodeToString(PNG);

    asking()
        .contentType("application/json")
        .body("{\"images\": [\"" + text + "\", \"" + text + "\"]}")
        .post(EMBEDDINGS)
        .then()
        .statusCode(200)
        .body("images.faces[1][0].embedding", hasSize(3));
  }

  @Test
  void answersTheOnlyImageThatIsBadWithItsStatus() {
    asking()
        .contentType("image/png")
        .body(new byte[] {1, 2, 3})
        .post(EMBEDDINGS)
        .then()
        .statusCode(400)
        .contentType("application/problem+json")
        .body("type", equalTo("/problems/not-an-image"));
  }

  @Test
  void namesTheModelsThatHaveAnEmbeddingWhenTheModelHasNone() {
    given()
        .contentType("image/png")
        .body(PNG)
        .post(EMBEDDINGS)
        .then()
        .statusCode(404)
        .contentType("application/problem+json")
        .body("type", equalTo("/problems/output-not-offered"))
        .body("detail", containsString("The model mean-colour@1.0.0 has no output 'embedding'"))
        .body("detail", containsString("colour-parts@1.0.0"));
  }

  @Test
  void answersAnUnknownModelWith404() {
    given()
        .contentType("image/png")
        .queryParam("model", "colour-parts@2.0.0")
        .body(PNG)
        .post(EMBEDDINGS)
        .then()
        .statusCode(404)
        .body("type", equalTo("/problems/unknown-model"));
  }

  private static RequestSpecification asking() {
    return given().queryParam("model", "colour-parts");
  }
}
