package dev.facet.function.http;

import static dev.facet.function.http.FixtureModel.ATTRIBUTES;
import static io.restassured.RestAssured.given;
import static io.restassured.RestAssured.withArgs;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import dev.facet.function.fixture.Pictures;
import dev.facet.function.problem.ProblemType;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import java.awt.Color;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is served beside predictions. */
@QuarkusTest
@TestProfile(FixtureModel.class)
class ServedTest {
  @Test
  void listsTheModels() {
    given()
        .get("/v1/models")
        .then()
        .statusCode(200)
        .body("models", hasSize(2))
        .rootPath("models.find { it.name == '%s' }", withArgs("mean-colour"))
        .body("version", equalTo("1.0.0"))
        .body("labels", equalTo(List.of("Red", "Green", "Blue")))
        .body("outputs", equalTo(List.of("probabilities")))
        .body("default", equalTo(true))
        .rootPath("models.find { it.name == '%s' }", withArgs("colour-parts"))
        .body("outputs", equalTo(List.of("affinity", "embedding", "masks", "probabilities")))
        .body("default", equalTo(false));
  }

  @Test
  void showsTheManifestOfAModel() {
    given()
        .get("/v1/models/mean-colour")
        .then()
        .statusCode(200)
        .contentType("application/json")
        .body("format", equalTo("facet-bundle/1"))
        .body("inputs[0].shape", equalTo(List.of("N", 16, 12, 3)))
        .body("thresholds.Red", equalTo(0.5f));
  }

  @Test
  void isAliveAndReady() {
    given().get("/q/health/live").then().statusCode(200).body("status", equalTo("UP"));
    given()
        .get("/q/health/ready")
        .then()
        .statusCode(200)
        .body("checks.find { it.name == 'models' }.status", equalTo("UP"));
  }

  @Test
  void countsAnswersAndTimes() {
    byte[] png = Pictures.png(Pictures.solid(9, 9, Color.RED));
    given().contentType("image/png").body(png).post(ATTRIBUTES).then().statusCode(200);
    given().contentType("image/png").body(new byte[] {1}).post(ATTRIBUTES).then().statusCode(400);

    String metrics = given().get("/q/metrics").asString();

    assertThat(metrics)
        .contains("facet_model_info{name=\"mean-colour\"")
        .containsPattern("facet_answers_total\\{problem=\"none\"} [1-9]")
        .containsPattern("facet_answers_total\\{problem=\"not-an-image\"} [1-9]")
        .containsPattern("facet_queue_seconds_count [1-9]")
        .containsPattern("facet_decode_seconds_count [1-9]")
        .containsPattern("facet_inference_seconds_count [1-9]");
  }

  @Test
  void showsAPageThatLoadsNothingFromElsewhere() {
    String page =
        given()
            .get("/")
            .then()
            .statusCode(200)
            .contentType(containsString("text/html"))
            .header("Content-Security-Policy", containsString("default-src 'none'"))
            .extract()
            .asString();

    assertThat(page).contains("<title>Facet</title>").doesNotContain("http://", "https://");
    for (String file : List.of("/facet.js", "/facet.css", "/facet.svg")) {
      given().get(file).then().statusCode(200);
    }
  }

  @ParameterizedTest
  @EnumSource(ProblemType.class)
  void explainsEveryProblemWhereItsTypePoints(ProblemType type) {
    given()
        .get(type.type())
        .then()
        .statusCode(200)
        .contentType(containsString("text/html"))
        .body(containsString(type.title()));
    given().get("/problems").then().body(containsString(type.type()));
  }

  @Test
  void describesItselfAsOpenApi() {
    JsonPath document =
        given()
            .queryParam("format", "json")
            .get("/q/openapi")
            .then()
            .statusCode(200)
            .extract()
            .jsonPath();

    assertThat(document.getString("info.title")).isEqualTo("Facet");
    assertThat(document.getString("info.license.name")).isEqualTo("Apache-2.0");
    Map<String, Map<String, Map<String, Object>>> paths = document.getMap("paths");
    assertThat(paths)
        .containsOnlyKeys(
            ATTRIBUTES,
            "/v1/embeddings",
            "/v1/verifications",
            "/v1/explanations",
            "/v1/events",
            "/v1/models",
            "/v1/models/{name}",
            "/v2",
            "/v2/health/live",
            "/v2/health/ready",
            "/v2/models/{model}",
            "/v2/models/{model}/ready",
            "/v2/models/{model}/infer",
            "/v2/models/{model}/versions/{version}",
            "/v2/models/{model}/versions/{version}/ready",
            "/v2/models/{model}/versions/{version}/infer");
    assertThat(paths.get(ATTRIBUTES).get("post")).containsEntry("operationId", "readAttributes");
    Map<String, Object> responses = document.getMap("paths.'/v1/attributes'.post.responses");
    assertThat(responses.keySet())
        .containsExactlyInAnyOrder(
            "200", "400", "401", "403", "404", "406", "408", "413", "415", "422", "429", "500",
            "503");
    Map<String, Object> content =
        document.getMap("paths.'/v1/attributes'.post.requestBody.content");
    assertThat(content)
        .containsOnlyKeys("image/jpeg", "image/png", "multipart/form-data", "application/json");
    assertThat(document.getString("components.schemas.Problem.properties.detail.type"))
        .isEqualTo("string");
  }

  @Test
  void offersToTryTheCalls() {
    given().get("/q/swagger-ui/").then().statusCode(200).body(containsString("Facet"));
  }
}
