package dev.facet.function.http;

import static dev.facet.function.http.FixtureModel.ATTRIBUTES;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

import dev.facet.function.fixture.Pictures;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.awt.Color;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A model's name is looked up among those that are served, whatever it looks like. */
@QuarkusTest
@TestProfile(FixtureModel.class)
class ModelNamesTest {
  private static final byte[] RED = Pictures.png(Pictures.solid(9, 9, Color.RED));

  @Test
  void aVersionCanBeNamed() {
    given()
        .contentType("image/png")
        .body(RED)
        .post(ATTRIBUTES + "?model=mean-colour@1.0.0")
        .then()
        .statusCode(200)
        .body("model.version", equalTo("1.0.0"));
    given().get("/v1/models/mean-colour@1.0.0").then().statusCode(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "../../etc",
        "..%2F..%2Fetc%2Fpasswd",
        "mean-colour%2F1.0.0",
        "mean-colour/1.0.0",
        "mean-colour%401.0.1",
        "mean-colour@1.0.0%00",
        "%2E%2E%2Fmean-colour",
        "file:%2F%2F%2Fetc%2Fpasswd",
        "MEAN-COLOUR"
      })
  void nothingElseIsAModel(String name) {
    given()
        .urlEncodingEnabled(false)
        .contentType("image/png")
        .body(RED)
        .post(ATTRIBUTES + "?model=" + name)
        .then()
        .statusCode(404)
        .body("type", equalTo("/problems/unknown-model"));
    given()
        .urlEncodingEnabled(false)
        .get("/v1/models/" + name)
        .then()
        .statusCode(404)
        .body(not(containsString("root:")));
  }
}
