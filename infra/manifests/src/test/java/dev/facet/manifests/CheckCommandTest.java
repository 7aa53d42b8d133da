package dev.facet.manifests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class CheckCommandTest {
  private final StringWriter out = new StringWriter();

  @TempDir private Path folder;

  @Test
  void saysHowManyAreAsTheyShouldBe() {
    assertThat(check("../kubernetes/rendered/hpa.yaml")).isZero();
    assertThat(out.toString()).contains("7 objects are as they should be.");
  }

  @Test
  void namesWhatIsWrongAndWhere() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("some.yaml"),
            """
            apiVersion: v1
            kind: ServiceAccount
            metadata:
              name: facet
            automountServiceAccountToken: "no"
            """);

    assertThat(check(file.toString())).isOne();
    assertThat(out.toString())
        .contains("some.yaml: ServiceAccount facet: /automountServiceAccountToken: ")
        .contains("1 found.");
  }

  @Test
  void aFileThatIsNoYamlIsOneSentence() throws IOException {
    Path file = Files.writeString(folder.resolve("some.yaml"), "a: [");

    assertThat(check(file.toString())).isOne();
    assertThat(out.toString()).contains("some.yaml is no YAML: ").hasLineCount(1);
  }

  @Test
  void aKeyThatStandsTwiceIsAMistake() throws IOException {
    Path file = Files.writeString(folder.resolve("some.yaml"), "kind: A\nkind: B\n");

    assertThat(check(file.toString())).isOne();
    assertThat(out.toString()).contains("Duplicate");
  }

  @Test
  void anEmptyFileIsAMistake() throws IOException {
    Path file = Files.writeString(folder.resolve("some.yaml"), "---\n");

    assertThat(check(file.toString())).isOne();
    assertThat(out.toString()).contains("holds no object");
  }

  private int check(String... arguments) {
    CommandLine line = Main.commandLine();
    line.setOut(new PrintWriter(out, true));
    line.setErr(new PrintWriter(out, true));
    return line.execute(arguments);
  }
}
