package dev.facet.client.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.openapitools.openapidiff.core.OpenApiCompare;
import org.openapitools.openapidiff.core.model.ChangedOpenApi;
import org.openapitools.openapidiff.core.output.ConsoleRender;

/** The contract may grow, and what was released stays: clients of it go on working. */
class BreakingChangesTest {
  private static final Path RELEASED = Path.of("released.yaml");
  private static final Path CONTRACT = Path.of("../../../function/openapi.yaml");

  private final YAMLMapper yaml = new YAMLMapper();

  @Test
  void clientsOfTheReleasedContractGoOnWorking() throws IOException {
    JsonNode released = yaml.readTree(RELEASED.toFile());
    JsonNode contract = yaml.readTree(CONTRACT.toFile());

    assertThat(broken(released, contract))
        .as(
            "function/openapi.yaml breaks clients of infra/clients/contract/released.yaml: keep what was released, or release a contract of a new major version")
        .isEmpty();
  }

  static Stream<Arguments> breaking() {
    String answer = "/components/schemas/AttributeAnswer";
    return Stream.of(
        arguments("/paths/~1v1~1embeddings", null, "/v1/embeddings"),
        arguments("/paths/~1v1~1models/get", null, "/v1/models"),
        arguments(answer + "/properties/present", null, "/v1/attributes"),
        arguments(answer + "/properties/probability/type", "\"string\"", "/v1/attributes"),
        arguments("/paths/~1v1~1attributes/post/parameters/0/required", "true", "/v1/attributes"),
        arguments(
            "/paths/~1v1~1explanations/post/parameters/0/name", "\"label\"", "/v1/explanations"),
        arguments(
            "/paths/~1v1~1attributes/post/requestBody/content/image~1jpeg", null, "/v1/attributes"),
        arguments("/paths/~1v1~1attributes/post/responses/200", null, "/v1/attributes"),
        arguments("/components/schemas/ImageTexts/required/-", "\"size\"", "/v1/attributes"));
  }

  @ParameterizedTest
  @MethodSource("breaking")
  void whatBreaksClientsIsFound(String path, String value, String said) throws IOException {
    JsonNode released = yaml.readTree(RELEASED.toFile());
    JsonNode changed = released.deepCopy();
    JsonPointer at = JsonPointer.compile(path);
    JsonNode parent = changed.at(at.head());
    if (parent instanceof ArrayNode list) {
      list.add(yaml.readTree(value));
    } else if (value == null) {
      assertThat(((ObjectNode) parent).remove(at.last().getMatchingProperty())).isNotNull();
    } else {
      ((ObjectNode) parent).set(at.last().getMatchingProperty(), yaml.readTree(value));
    }

    assertThat(broken(released, changed)).contains(said);
  }

  @Test
  void whatIsAddedBreaksNobody() throws IOException {
    JsonNode released = yaml.readTree(RELEASED.toFile());
    JsonNode grown = released.deepCopy();
    ((ObjectNode) grown.at("/components/schemas/AttributeAnswer/properties"))
        .putObject("certainty")
        .put("type", "number");
    ((ObjectNode) grown.at("/paths"))
        .set("/v1/landmarks", grown.at("/paths/~1v1~1embeddings").deepCopy());

    assertThat(broken(released, grown)).isEmpty();
  }

  /** What no longer works for clients of the first, or nothing. */
  private String broken(JsonNode released, JsonNode contract) throws IOException {
    ChangedOpenApi changes =
        OpenApiCompare.fromContents(asVersion30(released), asVersion30(contract));
    if (changes.isCompatible()) {
      return "";
    }
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    new ConsoleRender().render(changes, new OutputStreamWriter(text, StandardCharsets.UTF_8));
    return text.toString(StandardCharsets.UTF_8);
  }

  /**
   * The comparison does not look into schemas of 3.1; ours differ from those of 3.0 in how null is
   * said.
   */
  private String asVersion30(JsonNode contract) throws IOException {
    ObjectNode copy = contract.deepCopy();
    copy.put("openapi", "3.0.3");
    return yaml.writeValueAsString(copy);
  }
}
