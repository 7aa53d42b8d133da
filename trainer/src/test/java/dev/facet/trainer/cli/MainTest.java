package dev.facet.trainer.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.facet.trainer.draw.DrawnFaces;
import dev.facet.trainer.run.RunDirectory;
import dev.facet.trainer.weights.OnnxFile;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MainTest {
  @TempDir private Path folder;

  private final StringWriter output = new StringWriter();
  private final StringWriter errors = new StringWriter();

  private int run(String... arguments) {
    return Main.run(new PrintWriter(output, true), new PrintWriter(errors, true), arguments);
  }

  @ParameterizedTest
  @ValueSource(strings = {"fit", "evaluate", "verify", "cross", "compare", "inspect", "draw"})
  void everyCommandExplainsItself(String command) {
    assertThat(run(command, "--help")).isZero();
    assertThat(output.toString()).startsWith("Usage: facet-trainer " + command).contains("Example");
  }

  @Test
  void wrongUsageIsTwo() {
    assertThat(run("fit", "--no-such-option")).isEqualTo(2);
    assertThat(run("fit", "--out", "x")).isEqualTo(2);
    assertThat(run()).isEqualTo(2);
    assertThat(errors.toString())
        .contains("Unknown option: '--no-such-option'")
        .contains("Missing required option: '--data'")
        .contains("Name a command");
  }

  @Test
  void aMistakeIsOneSentenceAndOne() {
    assertThat(run("fit", "--data", folder.resolve("none").toString(), "--out", "x")).isEqualTo(1);
    assertThat(errors.toString()).startsWith("facet-trainer: ").hasLineCount(1);
  }

  @Test
  void aGpuThatCannotBeUsedIsOneSentenceAtTheStart() throws Exception {
    DrawnFaces.write(folder.resolve("faces"), 60, 45, 55, 1);
    String data = folder.resolve("faces").toString();
    String out = folder.resolve("run").toString();
    assertThat(run("fit", "--device", "tpu", "--data", data, "--out", out)).isEqualTo(2);
    assertThat(errors.toString()).contains("expected one of [AUTO, CPU, CUDA]");
    assumeTrue(Main.class.getResource("/org/nd4j/linalg/jcublas/JCublasBackend.class") == null);
    errors.getBuffer().setLength(0);
    assertThat(run("fit", "--device", "cuda", "--data", data, "--out", out)).isEqualTo(1);
    assertThat(errors.toString())
        .startsWith("facet-trainer: --device cuda is not possible: this build of Facet has no CUDA")
        .hasLineCount(1);
    assertThat(Path.of(out)).doesNotExist();
  }

  @Test
  void aFileWhereAFolderIsNeededIsNamed() throws Exception {
    Path file = Files.writeString(folder.resolve("file"), "x");
    DrawnFaces.write(folder.resolve("faces"), 60, 45, 55, 1);
    assertThat(
            run(
                "fit",
                "--recipe",
                "pse-tiny",
                "--data",
                folder.resolve("faces").toString(),
                "--out",
                file.toString()))
        .isEqualTo(1);
    assertThat(errors.toString()).contains("is a file, but a folder is needed").hasLineCount(1);
  }

  @Test
  void aStudyWithoutAPapersSizeIsOneSentenceBeforeAnythingIsRead() {
    assertThat(run("study", "pse-light", "--paper-size", "--data", "none", "--out", "x")).isOne();
    assertThat(errors.toString())
        .startsWith("facet-trainer: study pse-light has no paper's size: its row Baseline would")
        .hasLineCount(1);
  }

  @Test
  void recipesAreListed() {
    assertThat(run("fit", "--recipe", "list")).isZero();
    assertThat(output.toString()).contains("pse-small ").contains("baseline-small ");
  }

  @Test
  void aRunIsTrainedJudgedAndCompared() {
    String data = folder.resolve("faces").toString();
    String out = folder.resolve("run").toString();
    assertThat(run("draw", "--out", data, "--count", "200", "--width", "45", "--height", "55"))
        .isZero();
    assertThat(run("fit", "--recipe", "pse-tiny", "--epochs", "1", "--data", data, "--out", out))
        .as(errors.toString())
        .isZero();
    assertThat(run("compare", out)).isEqualTo(1);
    assertThat(errors.toString()).contains("was not judged on test: run facet-trainer evaluate");
    assertThat(run("evaluate", "--run", out, "--data", data, "--groups", "Male,Mal")).isEqualTo(1);
    assertThat(errors.toString())
        .contains(
            data + " is not labelled with 'Mal' to compare groups by: give --groups one of 5_");
    Path said = folder.resolve("said.json");
    assertThat(run("evaluate", "--run", out, "--data", data, "--predictions", said.toString()))
        .as(errors.toString())
        .isZero();
    assertThat(said)
        .content()
        .startsWith(
            "{\"format\":\"facet-predictions/1\",\"partition\":\"test\",\"attributes\":[\"5_o_")
        .contains("\"labels\":[", "\"probabilities\":[0.");
    Path facts = folder.resolve("facts.json");
    assertThat(run("inspect", "--data", data, "--pictures", "--json", facts.toString())).isZero();
    assertThat(facts)
        .content()
        .contains("\"format\" : \"facet-data/1\"", "\"undecodable\" : 0", "\"elsewhere\" : 0");
    assertThat(run("compare", out)).isZero();
    assertThat(output.toString())
        .contains("computes on the processor")
        .contains("epoch   1  loss")
        .contains("5_o_Clock_Shadow")
        .contains("pse-tiny                1");
    RunDirectory run = new RunDirectory(Path.of(out));
    assertThat(run.metrics()).exists();
    assertThat(run.info()).content().contains("\"format\" : \"facet-run/1\"");
    assertThat(run.report()).content().startsWith("<!DOCTYPE html>");
    assertThat(output.toString()).contains("Contradictions in ", "All tables: ");
    assertThat(run.groups("test")).content().contains("\"by\" : \"Male\"", "\"by\" : \"Young\"");
    assertThat(run.consistency("test")).content().contains("no beard but a goatee");
    assertThat(run.tables("test")).content().startsWith("# pse-tiny on test");
  }

  @Test
  void aRunBeginsWithTheWeightsOfAnOnnxModelAndSaysWhichItTook() throws Exception {
    String data = folder.resolve("faces").toString();
    DrawnFaces.write(Path.of(data), 200, 45, 55, 1);
    Path model = folder.resolve("model.onnx");
    Files.write(
        model,
        OnnxFile.model(
            OnnxFile.initialiser("conv1.weight", new long[] {16, 3, 3, 3}, new float[432]),
            OnnxFile.initialiser("bn1.weight", new long[] {16}, new float[16]),
            OnnxFile.initialiser("bn1.bias", new long[] {8}, new float[8]),
            OnnxFile.initialiser("fc.weight", new long[] {4}, new float[4])));
    String out = folder.resolve("run").toString();
    assertThat(
            run(
                "fit",
                "--recipe",
                "pse-tiny",
                "--epochs",
                "1",
                "--data",
                data,
                "--out",
                out,
                "--init",
                model.toString()))
        .as(errors.toString())
        .isZero();
    assertThat(output.toString())
        .contains("begins with " + model + ":")
        .contains("     2 taken: backbone.stem.conv.weight, backbone.stem.norm.scale")
        .containsPattern("  +\\d+ begin anew: .*, \\.\\.\\.")
        .contains("     1 of another shape, begin anew: backbone.stem.norm.shift")
        .contains("     1 not needed: fc.weight");
    assertThat(new RunDirectory(Path.of(out)).info())
        .content()
        .contains("\"taken\" : [ \"backbone.stem.conv.weight\", \"backbone.stem.norm.scale\" ]");
  }

  @Test
  void aModelWithFoldedNormalisationSaysHowToExportItAgain() throws Exception {
    String data = folder.resolve("faces").toString();
    DrawnFaces.write(Path.of(data), 200, 45, 55, 1);
    Path model = folder.resolve("folded.onnx");
    Files.write(
        model,
        OnnxFile.model(
            OnnxFile.initialiser("onnx::Conv_9", new long[] {1, 1, 1, 1}, 1),
            OnnxFile.node("Conv", "y", "x", "onnx::Conv_9")));
    String out = folder.resolve("run").toString();
    assertThat(
            run(
                "fit",
                "--recipe",
                "pse-tiny",
                "--data",
                data,
                "--out",
                out,
                "--init",
                model.toString()))
        .isEqualTo(1);
    assertThat(errors.toString())
        .startsWith("facet-trainer: " + model + " has no array with a name and shape of recipe")
        .contains("such as backbone.stem.conv.weight of [16, 3, 3, 3]: its batch normalisation is")
        .hasLineCount(1);
  }

  @Test
  void anUnfinishedRunIsNotJudged() throws Exception {
    Path run = Files.createDirectories(folder.resolve("run"));
    Files.writeString(run.resolve("recipe.yaml"), "name: x\n");
    DrawnFaces.write(folder.resolve("faces"), 20, 45, 55, 1);
    assertThat(
            run("evaluate", "--run", run.toString(), "--data", folder.resolve("faces").toString()))
        .isEqualTo(1);
    assertThat(errors.toString()).contains("is not finished: go on with facet-trainer fit");
  }
}
