package dev.facet.function.http.v2;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

import dev.facet.function.http.FixtureModel;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@TestProfile(FixtureModel.class)
class ServerTest {
  @ParameterizedTest
  @ValueSource(strings = {"/v2", "/v2/"})
  void tellsWhatItIs(String path) {
    given()
        .get(path)
        .then()
        .statusCode(200)
        .contentType("application/json")
        .body("name", equalTo("facet"))
        .body("version", not(equalTo("")))
        .body("extensions", equalTo(List.of("binary_tensor_data")));
  }

  @Test
  void livesAndIsReady() {
    given().get("/v2/health/live").then().statusCode(200).body("live", equalTo(true));
    given()
        .get("/v2/health/ready")
        .then()
        .statusCode(200)
        .body("live", equalTo(true))
        .body("ready", equalTo(true));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/v2/models/colour-parts", "/v2/models/colour-parts/versions/1.0.0"})
  void tellsWhatAModelTakesAndGives(String path) {
    given()
        .get(path)
        .then()
        .statusCode(200)
        .body("name", equalTo("colour-parts"))
        .body("versions", equalTo(List.of("1.0.0")))
        .body("platform", equalTo("onnx_onnxv1"))
        .body("inputs.name", equalTo(List.of("images")))
        .body("inputs[0].datatype", equalTo("UINT8"))
        .body("inputs[0].shape", equalTo(List.of(-1, 16, 12, 3)))
        .body("outputs.name", equalTo(List.of("probabilities", "embedding", "masks", "affinity")))
        .body("outputs[2].datatype", equalTo("FP32"))
        .body("outputs[2].shape", equalTo(List.of(-1, 3, 4, 3)));
    given()
        .get(path + "/ready")
        .then()
        .statusCode(200)
        .body("name", equalTo("colour-parts"))
        .body("ready", equalTo(true));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/v2/models/nothing",
        "/v2/models/nothing/ready",
        "/v2/models/colour-parts/versions/2.0.0",
        "/v2/models/colour-parts/versions/2.0.0/ready",
        "/v2/models/..%2f..%2fetc%2fpasswd",
        "/v2/nothing",
        "/v2/models",
      })
  void whatIsNotThereIsAnErrorOfTheProtocol(String path) {
    given()
        .urlEncodingEnabled(false)
        .get(path)
        .then()
        .statusCode(404)
        .contentType(containsString("application/json"))
        .body("keySet()", equalTo(java.util.Set.of("error")));
  }

  @Test
  void anotherMethodIsAnErrorOfTheProtocol() {
    given()
        .get("/v2/models/colour-parts/infer")
        .then()
        .statusCode(405)
        .header("Allow", equalTo("POST"))
        .body("error", containsString("use POST"));
  }
}
