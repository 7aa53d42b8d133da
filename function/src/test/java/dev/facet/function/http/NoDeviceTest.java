package dev.facet.function.http;

import static dev.facet.function.http.FixtureModel.ATTRIBUTES;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;

import dev.facet.function.fixture.Pictures;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.awt.Color;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A GPU was asked for where there is none: the function lives, is not ready, and says why. */
@QuarkusTest
@TestProfile(NoDeviceTest.OnGpu.class)
class NoDeviceTest {
  /** Asks for CUDA in a build for processors. */
  public static class OnGpu extends FixtureModel {
    @Override
    public Map<String, String> getConfigOverrides() {
      Map<String, String> keys = new HashMap<>(super.getConfigOverrides());
      keys.put("facet.device", "cuda");
      return keys;
    }
  }

  @Test
  void isAliveButNotReadyAndSaysWhy() {
    given().get("/q/health/live").then().statusCode(200).body("status", equalTo("UP"));
    given()
        .get("/q/health/ready")
        .then()
        .statusCode(503)
        .body("checks.find { it.name == 'models' }.status", equalTo("DOWN"))
        .body(
            "checks.find { it.name == 'models' }.data.reason",
            containsString("facet.device is cuda, but CUDA device 0 cannot be used"));
  }

  @Test
  void asksCallersToComeAgain() {
    given()
        .contentType("image/png")
        .body(Pictures.png(Pictures.solid(9, 9, Color.RED)))
        .post(ATTRIBUTES)
        .then()
        .statusCode(503)
        .header("Retry-After", notNullValue())
        .body("type", equalTo("/problems/not-ready"))
        .body("detail", containsString("no model to answer with"));
    given().get("/v1/models").then().statusCode(200).body("models", empty());
    given().get("/v1/models/mean-colour").then().statusCode(503);
  }
}
