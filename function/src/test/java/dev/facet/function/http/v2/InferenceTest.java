package dev.facet.function.http.v2;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;

import dev.facet.function.fixture.FixtureBundle;
import dev.facet.function.http.FixtureModel;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@TestProfile(FixtureModel.class)
class InferenceTest {
  private static final int PIXELS = FixtureBundle.HEIGHT * FixtureBundle.WIDTH;
  private static final String JSON_LENGTH = "Inference-Header-Content-Length";

  @Test
  void runsAModelOnAFlatTensor() {
    JsonPath answer =
        infer("mean-colour", request(2, flat(2, 200, 128, 20), ""))
            .statusCode(200)
            .contentType("application/json")
            .body("model_name", equalTo("mean-colour"))
            .body("model_version", equalTo("1.0.0"))
            .body("", not(hasKey("id")))
            .body("outputs", hasSize(1))
            .body("outputs[0].name", equalTo("probabilities"))
            .body("outputs[0].datatype", equalTo("FP32"))
            .body("outputs[0].shape", equalTo(List.of(2, 3)))
            .extract()
            .jsonPath();

    List<Float> values = answer.getList("outputs[0].data", Float.class);
    assertThat(values).hasSize(6);
    for (int i = 0; i < 6; i++) {
      assertThat((double) values.get(i))
          .isCloseTo(FixtureBundle.probability(new int[] {200, 128, 20}[i % 3]), within(1e-6));
    }
  }

  @Test
  void runsAModelOnATensorNestedAsItsShape() {
    String pixel = "[200,128,20]";
    String row = "[" + String.join(",", java.util.Collections.nCopies(12, pixel)) + "]";
    String image = "[" + String.join(",", java.util.Collections.nCopies(16, row)) + "]";

    JsonPath answer =
        infer("mean-colour", request(1, "[" + image + "]", "\"id\": \"42\","))
            .statusCode(200)
            .body("id", equalTo("42"))
            .extract()
            .jsonPath();

    assertThat(answer.getDouble("outputs[0].data[0]"))
        .isCloseTo(FixtureBundle.probability(200), within(1e-6));
  }

  @Test
  void answersAllOutputsOrThoseThatAreWantedInTheirOrder() {
    infer("colour-parts", request(1, flat(1, 1, 2, 3), ""))
        .body("outputs.name", equalTo(List.of("probabilities", "embedding", "masks", "affinity")))
        .body("outputs[2].shape", equalTo(List.of(1, 3, 4, 3)));
    infer(
            "colour-parts",
            request(
                1,
                flat(1, 1, 2, 3),
                "\"outputs\": [{\"name\": \"masks\"}, {\"name\": \"embedding\"}],"))
        .body("outputs.name", equalTo(List.of("masks", "embedding")))
        .body("outputs[0].data", hasSize(36));
  }

  @Test
  void toleratesFieldsThatItDoesNotKnowAndAnyOrder() {
    String body =
        """
        {"priority": {"a": [1, {"b": null}]}, "parameters": {"x": "y", "n": 1, "t": true},
         "inputs": [{"data": %s, "extra": [[]], "shape": [1, 16, 12, 3], "parameters": {"z": 1.5},
                     "datatype": "UINT8", "name": "images"}],
         "outputs": [{"parameters": {"classification": 2}, "name": "probabilities", "more": {}}]}
        """
            .formatted(flat(1, 1, 2, 3));

    infer("mean-colour", body).statusCode(200);
  }

  @Test
  void takesAndGivesBinaryTensors() {
    String json =
        binaryRequest(2, 2 * PIXELS * 3, "\"parameters\": {\"binary_data_output\": true},");

    Response response = inferBinary("colour-parts", json, tensor(2, 90, 120, 0));

    assertThat(response.statusCode()).as(response.asString()).isEqualTo(200);
    assertThat(response.contentType()).isEqualTo("application/octet-stream");
    int length = Integer.parseInt(response.header(JSON_LENGTH));
    byte[] body = response.asByteArray();
    JsonPath answer = new JsonPath(new String(body, 0, length, UTF_8));
    assertThat(answer.getList("outputs.name"))
        .isEqualTo(List.of("probabilities", "embedding", "masks", "affinity"));
    assertThat(answer.getList("outputs.parameters.binary_data_size"))
        .isEqualTo(List.of(24, 24, 288, 72));
    assertThat(body).hasSize(length + 24 + 24 + 288 + 72);
    FloatBuffer embedding = floats(body, length + 24, 6);
    for (int image = 0; image < 2; image++) {
      assertThat(embedding.get(3 * image)).isCloseTo(0.6f, within(1e-6f));
      assertThat(embedding.get(3 * image + 1)).isCloseTo(0.8f, within(1e-6f));
    }
  }

  @Test
  void anOutputMayBeBinaryWhileOthersAreJson() {
    String wanted =
        """
        "outputs": [{"name": "probabilities"},
                    {"name": "embedding", "parameters": {"binary_data": true}}],""";

    Response response =
        inferBinary("colour-parts", binaryRequest(1, PIXELS * 3, wanted), tensor(1, 90, 120, 0));

    int length = Integer.parseInt(response.header(JSON_LENGTH));
    JsonPath answer = new JsonPath(new String(response.asByteArray(), 0, length, UTF_8));
    assertThat(answer.getList("outputs[0].data")).hasSize(3);
    assertThat(answer.getMap("outputs[1]")).doesNotContainKey("data");
    assertThat(floats(response.asByteArray(), length, 3).get(1)).isCloseTo(0.8f, within(1e-6f));
  }

  @Test
  void aBinaryTensorMayBeAnsweredWithJson() {
    Response response =
        inferBinary("mean-colour", binaryRequest(1, PIXELS * 3, ""), tensor(1, 200, 128, 20));

    assertThat(response.contentType()).isEqualTo("application/json");
    assertThat(response.header(JSON_LENGTH)).isNull();
    assertThat(response.jsonPath().getDouble("outputs[0].data[0]"))
        .isCloseTo(FixtureBundle.probability(200), within(1e-6));
  }

  @Test
  void aBodyMayBeNothingButTheTensor() {
    Response response = inferBinary("mean-colour", "", tensor(3, 200, 128, 20));

    int length = Integer.parseInt(response.header(JSON_LENGTH));
    JsonPath answer = new JsonPath(new String(response.asByteArray(), 0, length, UTF_8));
    assertThat(answer.getList("outputs[0].shape")).isEqualTo(List.of(3, 3));
    assertThat((double) floats(response.asByteArray(), length, 9).get(8))
        .isCloseTo(FixtureBundle.probability(20), within(1e-6));
  }

  @Test
  void aVersionCanBeNamed() {
    given()
        .contentType("application/json")
        .body(request(1, flat(1, 1, 2, 3), ""))
        .post("/v2/models/mean-colour/versions/1.0.0/infer")
        .then()
        .statusCode(200);
    given()
        .contentType("application/json")
        .body(request(1, flat(1, 1, 2, 3), ""))
        .post("/v2/models/mean-colour/versions/2.0.0/infer")
        .then()
        .statusCode(404)
        .contentType("application/json")
        .body("error", containsString("'mean-colour@2.0.0'"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''|no object",
        "x|Unrecognized token",
        "[]|no object",
        "{}|no inputs",
        "{\"inputs\": []}|inputs has no tensor",
        "{\"inputs\": {}}|inputs is no list",
        "{\"inputs\": [1]}|inputs has no tensor",
        "{\"id\": 1}|id is no text",
        "{\"inputs\": [{\"name\": \"faces\"}]}|'faces'",
        "{\"inputs\": [{\"name\": \"images\", \"datatype\": \"FP32\"}]}|'FP32'",
        "{\"inputs\": [{\"name\": \"images\", \"datatype\": \"UINT8\"}]}|[N, 16, 12, 3]",
        "{\"inputs\": [{\"shape\": [1.5]}]}|whole numbers",
        "{\"inputs\": [{\"shape\": 3}]}|shape is no list",
        "{\"inputs\": [{\"shape\": [1e99]}]}|whole numbers",
        "{\"inputs\": [{\"shape\": [99999999999999999999]}]}|out of range",
        "{\"inputs\": [{\"data\": 3}]}|data is no list",
        "{\"inputs\": [{\"data\": [256]}]}|index 0",
        "{\"inputs\": [{\"data\": [1, -1]}]}|index 1",
        "{\"inputs\": [{\"data\": [1, 2.0]}]}|index 1",
        "{\"inputs\": [{\"data\": [\"1\"]}]}|index 0",
        "{\"inputs\": [{\"data\": [[1, 2], [3]]}]}|ragged",
        "{\"inputs\": [{\"data\": [1, [2]]}]}|mixes",
        "{\"inputs\": [{\"data\": [[1], [[2]]]}]}|deeper in some places",
        "{\"inputs\": [{\"data\": [[[[[1]]]]]}]}|deeper than its shape",
        "{\"inputs\": [{\"parameters\": {\"binary_data_size\": \"9\"}}]}|binary_data_size",
        "{\"outputs\": [{\"name\": \"masks\"}]}|probabilities",
        "{\"outputs\": [{\"name\": 1}]}|outputs[0].name",
        "{\"outputs\": [{\"parameters\": {\"binary_data\": 1}}]}|binary_data",
        "{\"parameters\": {\"binary_data_output\": \"yes\"}}|binary_data_output",
        "{\"id\": \"a\", \"id\": \"b\"}|Duplicate",
      })
  void answersMistakesAsTheProtocolDoes(String body, String saying) {
    infer("mean-colour", body)
        .statusCode(400)
        .contentType("application/json")
        .body("error", containsString(saying))
        .body("", not(hasKey("detail")));
  }

  @Test
  void comparesTheNumbersWithTheShape() {
    infer("mean-colour", request(2, flat(1, 1, 2, 3), ""))
        .statusCode(400)
        .body("error", containsString("576 numbers; the shape needs 1152"));
    infer("mean-colour", request(1, "[" + flat(1, 1, 2, 3) + "]", ""))
        .statusCode(400)
        .body("error", containsString("is nested as [1, 576]"));
    infer("mean-colour", request(0, "[]", ""))
        .statusCode(400)
        .body("error", containsString("[0, 16, 12, 3]"));
  }

  @Test
  void boundsTheNumberOfImages() {
    infer("mean-colour", request(65, "[]", ""))
        .statusCode(413)
        .body("error", containsString("65 images, more than the 64 allowed"));
    infer("mean-colour", request(65, flat(65, 1, 2, 3), ""))
        .statusCode(413)
        .body("error", containsString("more than the 36864 numbers allowed"));
    assertThat(inferBinary("mean-colour", "", tensor(65, 1, 2, 3)).statusCode()).isEqualTo(413);
  }

  @ParameterizedTest
  @ValueSource(strings = {"-1", "x", "99999999", "99999999999999"})
  void refusesALengthOfTheJsonThatCannotBe(String length) {
    given()
        .header(JSON_LENGTH, length)
        .contentType("application/octet-stream")
        .body(request(1, flat(1, 1, 2, 3), "").getBytes(UTF_8))
        .post("/v2/models/mean-colour/infer")
        .then()
        .statusCode(400)
        .body("error", containsString("Inference-Header-Content-Length is '" + length + "'"));
  }

  @Test
  void comparesTheBytesThatFollowWithTheShape() {
    byte[] tensor = tensor(1, 1, 2, 3);

    assertMistake(binaryRequest(1, tensor.length, ""), Arrays.copyOf(tensor, 9), "9 follow");
    assertMistake(binaryRequest(1, 9, ""), tensor, "binary_data_size is 9");
    assertMistake(binaryRequest(2, tensor.length, ""), tensor, "needs 1152 bytes");
    assertMistake(request(1, flat(1, 1, 2, 3), ""), tensor, "576 bytes follow the JSON");
    assertMistake("", Arrays.copyOf(tensor, 577), "577 bytes, which is no multiple");
    assertMistake("", new byte[0], "0 bytes, which is no multiple");
  }

  private static void assertMistake(String json, byte[] tensor, String saying) {
    Response response = inferBinary("mean-colour", json, tensor);
    assertThat(response.statusCode()).as(response.asString()).isEqualTo(400);
    assertThat(response.jsonPath().getString("error")).contains(saying);
  }

  private static ValidatableResponse infer(String model, String body) {
    return given()
        .contentType("application/json")
        .body(body)
        .post("/v2/models/" + model + "/infer")
        .then();
  }

  private static Response inferBinary(String model, String json, byte[] tensor) {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    body.writeBytes(json.getBytes(UTF_8));
    body.writeBytes(tensor);
    return given()
        .header(JSON_LENGTH, json.getBytes(UTF_8).length)
        .contentType("application/octet-stream")
        .body(body.toByteArray())
        .post("/v2/models/" + model + "/infer");
  }

  private static String request(int images, String data, String more) {
    return """
        {%s "inputs": [{"name": "images", "shape": [%d, 16, 12, 3], "datatype": "UINT8",
                        "data": %s}]}"""
        .formatted(more, images, data);
  }

  private static String binaryRequest(int images, int bytes, String more) {
    return """
        {%s "inputs": [{"name": "images", "shape": [%d, 16, 12, 3], "datatype": "UINT8",
                        "parameters": {"binary_data_size": %d}}]}"""
        .formatted(more, images, bytes);
  }

  private static String flat(int images, int red, int green, int blue) {
    String pixel = red + "," + green + "," + blue;
    return IntStream.range(0, images * PIXELS)
        .mapToObj(i -> pixel)
        .collect(Collectors.joining(",", "[", "]"));
  }

  private static byte[] tensor(int images, int red, int green, int blue) {
    byte[] tensor = new byte[images * PIXELS * 3];
    for (int i = 0; i < tensor.length; i++) {
      tensor[i] = (byte) new int[] {red, green, blue}[i % 3];
    }
    return tensor;
  }

  private static FloatBuffer floats(byte[] body, int start, int count) {
    return ByteBuffer.wrap(body, start, 4 * count)
        .slice()
        .order(ByteOrder.LITTLE_ENDIAN)
        .asFloatBuffer();
  }
}
