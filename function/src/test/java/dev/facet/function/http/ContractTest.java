package dev.facet.function.http;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.difflib.DiffUtils;
import com.github.difflib.UnifiedDiffUtils;
import io.quarkus.smallrye.openapi.runtime.OpenApiDocumentService;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.smallrye.openapi.runtime.io.Format;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The committed contract is what the function does: clients are generated from it. */
@QuarkusTest
@TestProfile(FixtureModel.class)
class ContractTest {
  private static final Path COMMITTED = Path.of("openapi.yaml");

  /** Writes the contract instead of comparing it, when its value is {@code write}. */
  private static final String SWITCH = "contract";

  private static final String DEFAULT = "<default>";

  private static final String MEND =
      "mvn -B -ntp -pl function -Dtest=ContractTest -D" + SWITCH + "=write test";

  @Inject OpenApiDocumentService made;

  @Test
  void isTheCommittedOne() throws IOException {
    String code = new String(made.getDocument(DEFAULT, Format.YAML), UTF_8);
    if (writes()) {
      Files.writeString(COMMITTED, code);
    }
    String committed = Files.exists(COMMITTED) ? Files.readString(COMMITTED) : "";

    assertThat(difference(committed, code))
        .withFailMessage(
            () ->
                "The code and function/openapi.yaml differ. If the change of the contract is meant,"
                    + " run '%s' and commit the file; otherwise mend the code.%n%n%s"
                        .formatted(MEND, difference(committed, code)))
        .isEmpty();
  }

  @Test
  void saysTheSameEachTimeAndToEveryone() {
    String asked =
        given().header("Host", "elsewhere.example").get("/q/openapi?format=yaml").asString();

    assertThat(asked).isEqualTo(document()).doesNotContain("elsewhere", "localhost", "servers:");
  }

  @Test
  void isServedAsItIsCommitted() throws IOException {
    assumeFalse(writes(), "the next build packages what is written now");
    assertThat(document()).isEqualTo(Files.readString(COMMITTED));
    assertThat(given().get("/q/openapi.yml").asString()).isEqualTo(document());
    assertThat(given().get("/q/openapi").contentType()).startsWith("application/yaml");
  }

  @ParameterizedTest
  @CsvSource({
    "/q/openapi?format=JSON, */*",
    "/q/openapi.json, application/yaml",
    "/q/openapi, 'application/json,*/*'"
  })
  void isServedAsJsonToo(String address, String accept) throws IOException {
    String json = given().accept(accept).get(address).then().extract().asString();

    assertThat(new ObjectMapper().readTree(json))
        .isEqualTo(new ObjectMapper().readTree(made.getDocument(DEFAULT, Format.JSON)));
  }

  @Test
  void showsWhatIsNewAndWhatIsGone() {
    assertThat(difference("a\nb\nc\n", "a\nB\nc\n"))
        .contains("--- function/openapi.yaml", "+++ the code", "-b", "+B", " c");
    assertThat(difference("a\n", "a\n")).isEmpty();
  }

  private static boolean writes() {
    return "write".equals(System.getProperty(SWITCH));
  }

  private static String document() {
    byte[] document =
        given().get("/q/openapi?format=yaml").then().statusCode(200).extract().asByteArray();
    return new String(document, UTF_8); // whatever charset the client would assume
  }

  /** As {@code diff -u} shows it; empty when there is none. */
  private static String difference(String committed, String code) {
    List<String> before = committed.lines().toList();
    List<String> after = code.lines().toList();
    return String.join(
        "\n",
        UnifiedDiffUtils.generateUnifiedDiff(
            "function/openapi.yaml", "the code", before, DiffUtils.diff(before, after), 3));
  }
}
