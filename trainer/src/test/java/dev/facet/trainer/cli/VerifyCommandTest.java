package dev.facet.trainer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.facet.trainer.draw.DrawnFaces;
import dev.facet.trainer.evaluate.JsonFile;
import dev.facet.trainer.evaluate.verification.VerificationMetrics;
import dev.facet.trainer.predict.ProjectionRun;
import dev.facet.trainer.run.RunDirectory;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VerifyCommandTest {
  @TempDir private Path folder;

  private final StringWriter output = new StringWriter();
  private final StringWriter errors = new StringWriter();
  private RunDirectory run;

  @BeforeEach
  void writeARun() throws IOException {
    run = ProjectionRun.write(folder.resolve("run"));
  }

  private int run(String... arguments) {
    return Main.run(new PrintWriter(output, true), new PrintWriter(errors, true), arguments);
  }

  @Test
  void judgesThePairsOfAPartition() {
    Path faces = folder.resolve("faces");
    DrawnFaces.write(faces, 600, 45, 55, 3);

    assertThat(run("verify", "--run", run.root().toString(), "--data", faces.toString()))
        .as(errors.toString())
        .isZero();

    VerificationMetrics all = JsonFile.read(run.verification("test"), VerificationMetrics.class);
    assertThat(all.areaUnderCurve()).as("faces of one person look alike").isGreaterThan(0.6);
    assertThat(all.accuracy().orElseThrow().folds()).hasSize(10);
    assertThat(output.toString()).contains("| 1e-5 |", "equal error rate").isASCII();
    assertThat(run.verificationTables("test"))
        .content()
        .startsWith("# projection on pairs of test");
    assertThat(run.verificationReport("test")).content().contains("<h2>Verification</h2>");

    String out = folder.resolve("drawn").toString();
    assertThat(
            run(
                "verify",
                "--run",
                run.root().toString(),
                "--data",
                faces.toString(),
                "--random",
                "40",
                "--out",
                out))
        .as(errors.toString())
        .isZero();
    VerificationMetrics some =
        JsonFile.read(
            new RunDirectory(Path.of(out)).verification("test"), VerificationMetrics.class);
    assertThat(some.samePairs() + some.differentPairs()).isEqualTo(40);
    assertThat(run.root().resolve("report.html")).doesNotExist();
  }

  @Test
  void aMistakeIsOneSentence() throws IOException {
    Path faces = folder.resolve("faces");
    DrawnFaces.write(faces, 60, 45, 55, 3);
    String data = faces.toString();
    String run = this.run.root().toString();

    assertThat(run("verify", "--run", run)).isEqualTo(2);
    assertThat(run("verify", "--run", run, "--data", data, "--random", "1")).isEqualTo(2);
    assertThat(errors.toString())
        .contains("Missing option: '--data' or '--pairs'", "--random must be 2 or more");
    errors.getBuffer().setLength(0);
    Files.writeString(folder.resolve("broken.bin"), "no pickle");
    assertThat(run("verify", "--run", run, "--pairs", folder.resolve("broken.bin").toString()))
        .isEqualTo(1);
    assertThat(run("evaluate", "--run", run, "--data", data)).isEqualTo(1);
    assertThat(errors.toString())
        .hasLineCount(2)
        .contains("broken.bin")
        .contains(
            " predicts no attributes: choose one whose recipe learns them, or judge its embedding");
  }
}
