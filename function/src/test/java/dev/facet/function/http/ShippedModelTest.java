package dev.facet.function.http;

import static dev.facet.function.http.FixtureModel.ATTRIBUTES;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.lessThanOrEqualTo;

import dev.facet.function.fixture.Pictures;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

/** Without any configuration, the bundle inside the function answers. */
@QuarkusTest
class ShippedModelTest {
  @Test
  void answersFortyAttributes() {
    given()
        .contentType("image/jpeg")
        .body(Pictures.jpeg(Pictures.gradient(178, 218)))
        .post(ATTRIBUTES)
        .then()
        .statusCode(200)
        .body("model.name", equalTo("celeba-pse"))
        .body("images[0].faces[0].attributes", hasSize(40))
        .body(
            "images[0].faces[0].attributes.probability",
            everyItem(allOf(greaterThanOrEqualTo(0f), lessThanOrEqualTo(1f))));
  }
}
