package dev.facet.function.http.event;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import dev.facet.function.fixture.Pictures;
import dev.facet.function.http.FixtureModel;
import io.cloudevents.CloudEvent;
import io.cloudevents.http.HttpMessageFactory;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.awt.Color;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@TestProfile(FixtureModel.class)
class EventsTest {
  private static final String EVENTS = "/v1/events";
  private static final byte[] PNG = Pictures.png(Pictures.solid(24, 32, Color.RED));

  @Test
  void answersAnEventInBinaryModeInTheSame() {
    Response response = binary("7").header("ce-subject", "visitor").body(PNG).post(EVENTS);

    response
        .then()
        .statusCode(200)
        .contentType("application/json")
        .header("ce-specversion", "1.0")
        .header("ce-type", "dev.facet.attributes")
        .header("ce-source", "/facet")
        .header("ce-subject", "visitor")
        .body("model.name", equalTo("mean-colour"))
        .body("images[0].faces[0].attributes.present", equalTo(List.of(true, false, false)));
    assertThat(event(response).getId()).isNotBlank().isNotEqualTo("7");
  }

  @Test
  void answersAnEventInStructuredModeInTheSame() {
    given()
        .contentType("application/cloudevents+json; charset=UTF-8")
        .body(structured("image/png", PNG))
        .post(EVENTS)
        .then()
        .statusCode(200)
        .contentType(startsWith("application/cloudevents+json"))
        .body("specversion", equalTo("1.0"))
        .body("type", equalTo("dev.facet.attributes"))
        .body("source", equalTo("/facet"))
        .body("subject", equalTo("visitor"))
        .body("datacontenttype", equalTo("application/json"))
        .body("data.model.name", equalTo("mean-colour"))
        .body("data.images[0].faces[0].attributes.present", equalTo(List.of(true, false, false)));
  }

  @Test
  void answersTheSameEventWithTheSameIdAndAnotherWithAnother() {
    String first = event(binary("7").body(PNG).post(EVENTS)).getId();

    assertThat(event(binary("7").body(PNG).post(EVENTS)).getId()).isEqualTo(first);
    assertThat(event(binary("8").body(PNG).post(EVENTS)).getId()).isNotEqualTo(first);
  }

  @Test
  void anEventWithoutSubjectIsAnsweredWithoutOne() {
    Response response = binary("7").body(PNG).post(EVENTS);

    assertThat(response.header("ce-subject")).isNull();
  }

  @Test
  void answersAnImageThatCannotBeUsedWithItsStatus() {
    binary("7")
        .body("hello".getBytes(UTF_8))
        .post(EVENTS)
        .then()
        .statusCode(400)
        .contentType("application/problem+json")
        .header("ce-id", org.hamcrest.Matchers.nullValue())
        .body("type", equalTo("/problems/not-an-image"))
        .body("detail", containsString("The event's data"));
    given()
        .contentType("application/cloudevents+json")
        .body(structured("image/png", new byte[0]))
        .post(EVENTS)
        .then()
        .statusCode(400)
        .body("type", equalTo("/problems/no-image"));
  }

  @Test
  void wantsAnImage() {
    given()
        .header("ce-specversion", "1.0")
        .header("ce-type", "a")
        .header("ce-source", "/b")
        .header("ce-id", "1")
        .contentType("application/json")
        .body("{}")
        .post(EVENTS)
        .then()
        .statusCode(415)
        .body("type", equalTo("/problems/unsupported-media-type"))
        .body("detail", containsString("application/json"));
  }

  @Test
  void aRequestThatIsNoEventIsMalformed() {
    given()
        .contentType("image/png")
        .body(PNG)
        .post(EVENTS)
        .then()
        .statusCode(400)
        .body("type", equalTo("/problems/malformed-body"))
        .body("detail", containsString("CloudEvent"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "x",
        "[]",
        "{}",
        "{\"specversion\": \"1.0\"}",
        "{\"specversion\": \"9.0\", \"id\": \"1\", \"type\": \"a\", \"source\": \"/b\"}",
        "{\"specversion\": \"1.0\", \"id\": \"1\", \"type\": \"a\", \"source\": \"::\"}",
        "{\"specversion\": \"1.0\", \"id\": \"1\", \"type\": \"a\", \"source\": \"/b\","
            + " \"datacontenttype\": \"image/png\", \"data_base64\": \"%%%\"}",
        "{\"specversion\": \"1.0\", \"id\": \"1\", \"type\": \"a\", \"source\": \"/b\","
            + " \"time\": \"yesterday\"}",
      })
  void aMalformedEventIsAProblem(String body) {
    given()
        .contentType("application/cloudevents+json")
        .body(body)
        .post(EVENTS)
        .then()
        .statusCode(400)
        .contentType("application/problem+json")
        .body("type", equalTo("/problems/malformed-body"));
  }

  @Test
  void anEventThatIsTooLongForJsonIsSentToBinaryMode() {
    given()
        .contentType("application/cloudevents+json")
        .body(structured("image/png", new byte[15_000_003]))
        .post(EVENTS)
        .then()
        .statusCode(413)
        .body("type", equalTo("/problems/body-too-large"))
        .body("detail", containsString("binary mode"));
  }

  @Test
  void aBatchOfEventsIsNotRead() {
    given()
        .contentType("application/cloudevents-batch+json")
        .body("[]")
        .post(EVENTS)
        .then()
        .statusCode(400)
        .body("", not(hasKey("model")));
  }

  private static RequestSpecification binary(String id) {
    return given()
        .header("ce-specversion", "1.0")
        .header("ce-type", "com.example.door.opened")
        .header("ce-source", "/doors/7")
        .header("ce-id", id)
        .contentType("image/png");
  }

  private static String structured(String type, byte[] data) {
    return """
        {"specversion": "1.0", "type": "com.example.door.opened", "source": "/doors/7", "id": "1",
         "subject": "visitor", "datacontenttype": "%s", "data_base64": "%s"}
        """
        .formatted(type, Base64.getEncoder().encodeToString(data));
  }

  /** As another program of the SDK reads it. */
  private static CloudEvent event(Response response) {
    Map<String, String> headers = new HashMap<>();
    response.headers().forEach(header -> headers.put(header.getName(), header.getValue()));
    CloudEvent event = HttpMessageFactory.createReader(headers, response.asByteArray()).toEvent();
    assertThat(new JsonPath(new String(event.getData().toBytes(), UTF_8)).getMap("model"))
        .containsKey("name");
    return event;
  }
}
