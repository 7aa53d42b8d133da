package dev.facet.client.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClientContractTest {
  @TempDir private Path folder;

  private JsonNode narrowed(String contract) throws IOException {
    Path from = Files.writeString(folder.resolve("from.yaml"), contract);
    Path to = folder.resolve("made/to.yaml");
    ClientContract.main(new String[] {from.toString(), to.toString()});
    return new YAMLMapper().readTree(to.toFile());
  }

  @Test
  void keepsTheFirstFormOfABodyAndTheFirstJsonOfAnAnswer() throws IOException {
    JsonNode narrowed =
        narrowed(
            """
            paths:
              /a:
                post:
                  requestBody:
                    content:
                      multipart/form-data: {schema: {type: object}}
                      application/json: {schema: {type: object}}
                  responses:
                    "200":
                      content:
                        image/png: {}
                        application/cloudevents+json: {}
                        application/json: {}
                    "400":
                      content:
                        application/problem+json: {}
                get: {responses: {"204": {description: nothing}}}
            """);

    assertThat(narrowed.at("/paths/~1a/post/requestBody/content").fieldNames())
        .toIterable()
        .containsExactly("multipart/form-data");
    assertThat(narrowed.at("/paths/~1a/post/responses/200/content").fieldNames())
        .toIterable()
        .containsExactly("application/cloudevents+json");
    assertThat(narrowed.at("/paths/~1a/post/responses/400/content").fieldNames())
        .toIterable()
        .containsExactly("application/problem+json");
    assertThat(narrowed.at("/paths/~1a/get/responses/204/description").asText())
        .isEqualTo("nothing");
  }
}
