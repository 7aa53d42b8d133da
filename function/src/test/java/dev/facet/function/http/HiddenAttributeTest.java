package dev.facet.function.http;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

import dev.facet.function.fixture.Pictures;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.specification.RequestSpecification;
import java.awt.Color;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Green is hidden, whichever way it is asked for. */
@QuarkusTest
@TestProfile(Guarded.class)
class HiddenAttributeTest {
  private static final byte[] PNG = Pictures.png(Pictures.solid(24, 32, Color.ORANGE));

  @Test
  void isNotExplained() {
    explaining("Green")
        .post("/v1/explanations")
        .then()
        .statusCode(400)
        .body("type", equalTo("/problems/bad-field"))
        .body("detail", containsString("none of the model's 2; the closest are Red, Blue."));
  }

  @Test
  void isNotAmongTheAffinitiesOfOthers() {
    explaining("Red")
        .post("/v1/explanations")
        .then()
        .statusCode(200)
        .body("affinity.name", equalTo(List.of("Red", "Blue")))
        .body(not(containsString("Green")));
  }

  @Test
  void takesTensorsWithItOfWhichItIsAColumn() {
    allowed()
        .get("/v2/models/colour-parts")
        .then()
        .statusCode(200)
        .body("outputs.name", equalTo(List.of("embedding", "masks")));
    inferring("{\"outputs\": [{\"name\": \"probabilities\"}]}")
        .post("/v2/models/colour-parts/infer")
        .then()
        .statusCode(400)
        .body("error", containsString("the model's outputs are embedding, masks."));
    inferring("{}")
        .post("/v2/models/mean-colour/infer")
        .then()
        .statusCode(404)
        .body("error", containsString("facet.attributes.hide"));
  }

  @Test
  void whoHasNoKeyHearsItInTheFormOfTheProtocol() {
    given()
        .get("/v2/models/colour-parts")
        .then()
        .statusCode(401)
        .contentType("application/json")
        .body("keySet()", equalTo(Set.of("error")));
  }

  private static RequestSpecification allowed() {
    return given().header("X-API-Key", Guarded.EVERYTHING);
  }

  private static RequestSpecification explaining(String attribute) {
    return allowed()
        .contentType("image/png")
        .queryParam("model", "colour-parts")
        .queryParam("attribute", attribute)
        .body(PNG);
  }

  private static RequestSpecification inferring(String body) {
    return allowed().contentType("application/json").body(body);
  }
}
