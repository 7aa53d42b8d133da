package dev.facet.function.http;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.difflib.DiffUtils;
import com.github.difflib.UnifiedDiffUtils;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The committed contract is what the function does: clients are generated from it. */
@QuarkusTest
@TestProfile(FixtureModel.class)
class ContractTest {
  private static final Path COMMITTED = Path.of("openapi.yaml");

  /** Writes the contract instead of comparing it, when its value is {@code write}. */
  private static final String SWITCH = "contract";

  private static final String MEND =
      "mvn -B -ntp -pl function -Dtest=ContractTest -D" + SWITCH + "=write test";

  @Test
  void isTheCommittedOne() throws IOException {
    String served = document();
    if ("write".equals(System.getProperty(SWITCH))) {
      Files.writeString(COMMITTED, served);
    }
    String committed = Files.exists(COMMITTED) ? Files.readString(COMMITTED) : "";

    assertThat(difference(committed, served))
        .withFailMessage(
            () ->
                "The code and function/openapi.yaml differ. If the change of the contract is meant,"
                    + " run '%s' and commit the file; otherwise mend the code.%n%n%s"
                        .formatted(MEND, difference(committed, served)))
        .isEmpty();
  }

  @Test
  void saysTheSameEachTimeAndToEveryone() {
    String asked =
        given().header("Host", "elsewhere.example").get("/q/openapi?format=yaml").asString();

    assertThat(asked).isEqualTo(document()).doesNotContain("elsewhere", "localhost", "servers:");
  }

  @Test
  void showsWhatIsNewAndWhatIsGone() {
    assertThat(difference("a\nb\nc\n", "a\nB\nc\n"))
        .contains("--- function/openapi.yaml", "+++ /q/openapi", "-b", "+B", " c");
    assertThat(difference("a\n", "a\n")).isEmpty();
  }

  private static String document() {
    byte[] document =
        given().get("/q/openapi?format=yaml").then().statusCode(200).extract().asByteArray();
    return new String(document, UTF_8); // whatever charset the client would assume
  }

  /** As {@code diff -u} shows it; empty when there is none. */
  private static String difference(String committed, String served) {
    List<String> before = committed.lines().toList();
    List<String> after = served.lines().toList();
    return String.join(
        "\n",
        UnifiedDiffUtils.generateUnifiedDiff(
            "function/openapi.yaml", "/q/openapi", before, DiffUtils.diff(before, after), 3));
  }
}
