package dev.facet.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class MainTest {
  private static final Path FACET = Path.of("../..");

  @TempDir private Path folder;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @ParameterizedTest
  @ValueSource(strings = {"run", "status", "rollback", "traffic", "settings"})
  void everyCommandExplainsItself(String command) {
    assertThat(run(command, "--help")).isZero();
    assertThat(out.toString()).startsWith("Usage: facet-pipeline " + command);
  }

  @Test
  void wrongUsageIsTwo() {
    assertThat(run()).isEqualTo(2);
    assertThat(run("run", "--data=x", "--registry=y")).isEqualTo(2);
    assertThat(run("run", "--data=x", "--registry=y", "--name=A B")).isEqualTo(2);
    assertThat(run("traffic", "--registry=x", "--name=y", "--image=z", "--out=o", "--share=0"))
        .isEqualTo(2);
    assertThat(err.toString())
        .contains("Name a command.", "'--name=NAME'", "found 'A B'", "must be in 1..100, found 0");
  }

  @Test
  void aProgramThatIsNotBuiltIsOneSentence() {
    assertThat(
            run(
                "run",
                "--data=x",
                "--registry=y",
                "--name=faces",
                "--trainer=" + folder + "/t.jar"))
        .isEqualTo(1);
    assertThat(err.toString())
        .contains("t.jar is not there: build it with mvn -B -ntp -DskipTests package")
        .hasLineCount(1);
  }

  @Test
  void anEmptyRegistrySaysSo() {
    assertThat(run("status", "--registry=" + folder, "--name=faces")).isZero();
    assertThat(out.toString()).contains("No version of faces is served.");
    assertThat(run("rollback", "--registry=" + folder, "--name=faces")).isEqualTo(1);
    assertThat(err.toString()).contains("has no version of faces that was served before");
  }

  @Test
  void theWorkflowCallsTheScriptAsItIs() throws IOException {
    JsonNode workflow = yaml(FACET.resolve(".github/workflows/retrain.yml"));
    List<String> calls = new ArrayList<>();
    for (JsonNode step : workflow.at("/jobs/retrain/steps")) {
      if (step.path("run").asText().contains("retrain ")) {
        calls.add(step.path("run").asText().trim());
      }
    }
    assertThat(calls).hasSize(1);
    String[] words = calls.getFirst().split("\\s+", -1);
    assertThat(FACET.resolve(words[0])).isExecutable();
    List<String> arguments = new ArrayList<>(List.of(words).subList(1, words.length));
    arguments.remove("$AGAIN"); // an option or nothing
    understood(arguments);
  }

  @Test
  void theCronJobCallsTheScriptAsItIs() throws IOException {
    JsonNode job = yaml(FACET.resolve("infra/kubernetes/overlays/retrain/cron-job.yaml"));
    List<String> arguments = new ArrayList<>();
    job.at("/spec/jobTemplate/spec/template/spec/containers/0/args")
        .forEach(argument -> arguments.add(argument.asText()));
    understood(arguments);
    String image = Files.readString(FACET.resolve("infra/images/retrain/Containerfile"));
    assertThat(image).contains("ENTRYPOINT [\"/opt/facet/infra/pipeline/retrain\"]");
  }

  private static void understood(List<String> arguments) {
    CommandLine line = Main.commandLine();
    arguments.addFirst("run");
    assertThat(line.parseArgs(arguments.toArray(String[]::new)).errors()).isEmpty();
  }

  private static JsonNode yaml(Path file) throws IOException {
    return new YAMLMapper().readTree(Files.readString(file));
  }

  private int run(String... arguments) {
    CommandLine line = Main.commandLine();
    line.setOut(new PrintWriter(out, true));
    line.setErr(new PrintWriter(err, true));
    return line.execute(arguments);
  }
}
