package dev.facet.exporter.cli;

import static dev.facet.exporter.ForeignModel.FLOAT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.facet.exporter.ForeignModel;
import dev.facet.exporter.SampleRun;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InspectTest {
  @TempDir private Path folder;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void comparesABundleWithItsRun() throws IOException {
    Path run = SampleRun.write(folder, 7);
    Path bundle = folder.resolve("bundles/discs/1");
    run(
        "export",
        "--run=" + run,
        "--out=" + folder.resolve("bundles"),
        "--name=discs",
        "--version=1");
    Path page = folder.resolve("page.html");

    assertThat(run("inspect", "--model=" + bundle, "--run=" + run, "--html=" + page, "--images=2"))
        .isZero();

    assertThat(out.toString())
        .contains("model       discs 1, ", "images  uint8 [N, 55, 45, 3]")
        .contains(
            "before passes  in the file  in ONNX Runtime", "multiply-adds in a call with images")
        .contains("ms a call, median of 2")
        .doesNotContain("multiply-adds unknown", "time unknown");
    assertThat(out.toString()).containsPattern("BatchNormalization +[0-9]+\n");
    assertThat(Files.readString(page)).contains("<title>discs 1</title>", "<svg");
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void looksAtAFileOfAnyone() {
    Path file = ForeignModel.small().write(folder.resolve("small.onnx"));

    assertThat(run("inspect", "--model=" + file, "--images=1")).isZero();

    assertThat(out.toString())
        .contains("model       small.onnx, ", "by others 7, operator set 21, file format 10")
        .contains("parameters  184 in 2 tensors")
        .contains("work        2.34 k multiply-adds in a call with picture [1, 4, 6, 6]");
  }

  @Test
  void tellsWhichSizesAreOpen() {
    Path file =
        new ForeignModel()
            .input("tokens", FLOAT, "batch", "length")
            .weight("w", 1, 1)
            .node("Relu", "bent", List.of("tokens"))
            .node("MatMul", "y", List.of("bent", "w"))
            .output("y", FLOAT, "batch", "length")
            .write(folder.resolve("open.onnx"));

    assertThat(run("inspect", "--model=" + file)).isZero();
    assertThat(out.toString())
        .contains("multiply-adds unknown: MatMul (a shape is unknown): y")
        .contains(
            "time unknown: the file leaves open the sizes of tokens, float32 [batch, length];")
        .contains("give them, as in --shape tokens=1x224");

    assertThat(run("inspect", "--model=" + file, "--shape=tokens=7x1", "--images=1")).isZero();
    assertThat(out.toString()).contains("7 multiply-adds in a call with tokens [7, 1]");
  }

  @Test
  void listsOperatorsThatNobodyKnows() {
    Path file =
        new ForeignModel()
            .set("house", 1)
            .input("x", FLOAT, 1)
            .node("Fold", "house", "y", List.of("x"))
            .output("y", FLOAT, 1)
            .write(folder.resolve("house.onnx"));

    assertThat(run("inspect", "--model=" + file)).isZero();
    assertThat(out.toString())
        .contains(
            "house.Fold", "multiply-adds unknown: house.Fold", "time unknown: ONNX Runtime says");
  }

  @Test
  void refusesWeightsThatDoNotFit() {
    Path file =
        new ForeignModel()
            .input("x", FLOAT, "N", 3, 8, 8)
            .weight("w", 4, 5, 3, 3)
            .node("Conv", "y", List.of("x", "w"))
            .output("y", FLOAT, "N", 4, 6, 6)
            .write(folder.resolve("misfit.onnx"));

    assertThat(run("inspect", "--model=" + file, "--images=0")).isEqualTo(1);
    assertThat(err.toString())
        .contains("misfit.onnx does not fit together: the shapes of operator 'y' (Conv) contradict")
        .hasLineCount(1);
    assertThat(out.toString()).contains("Conv");
  }

  @Test
  void refusesWhatOnnxRuntimeFindsContradictory() {
    Path file =
        new ForeignModel()
            .input("x", FLOAT, "N", 3)
            .weight("w", 4)
            .node("Add", "y", List.of("x", "w"))
            .output("y", FLOAT, "N", 3)
            .write(folder.resolve("misfit.onnx"));

    assertThat(run("inspect", "--model=" + file, "--images=1")).isEqualTo(1);
    assertThat(err.toString())
        .contains("does not fit together: ONNX Runtime says: ")
        .contains("Incompatible dimensions")
        .hasLineCount(1);
  }

  @Test
  void refusesACircle() {
    Path file =
        new ForeignModel()
            .input("x", FLOAT, 1)
            .node("Add", "a", List.of("x", "b"))
            .node("Relu", "b", List.of("a"))
            .output("b", FLOAT, 1)
            .write(folder.resolve("circle.onnx"));

    assertThat(run("inspect", "--model=" + file)).isEqualTo(1);
    assertThat(err.toString()).contains("waits for itself in a circle").hasLineCount(1);
  }

  @Test
  void namesWhatIsNoFile() {
    assertThat(run("inspect", "--model=" + folder.resolve("none.onnx"))).isEqualTo(1);
    assertThat(run("inspect", "--model=" + folder)).isEqualTo(1);
    assertThat(err.toString())
        .contains("none.onnx is neither a file nor a bundle", "is not a bundle: it has no manifest")
        .hasLineCount(2);
  }

  @Test
  void showsNothingThatActsOnTheTerminal() {
    Path file =
        new ForeignModel()
            .input("x\u001b[2J", FLOAT, 1)
            .node("Re\u202elu\n", "y", List.of("x\u001b[2J"))
            .output("y", FLOAT, 1)
            .write(folder.resolve("evil.onnx"));

    assertThat(run("inspect", "--model=" + file, "--images=0")).isZero();
    assertThat(out.toString()).doesNotContain("\u001b", "\u202e").contains("x\\u001b[2J");
  }

  @Test
  void refusesShapesThatDoNotFit() {
    Path file = ForeignModel.small().write(folder.resolve("small.onnx"));

    assertThat(run("inspect", "--model=" + file, "--shape=image=1x4x6x6")).isEqualTo(1);
    assertThat(run("inspect", "--model=" + file, "--shape=picture=1x4")).isEqualTo(1);
    assertThat(err.toString())
        .contains("--shape names the input image, but the model has [picture].")
        .contains("--shape gives picture the shape [1, 4], but it must have 4 dimensions");
  }

  @Test
  void endsWrongUsageWithTwo() {
    assertThat(run("inspect")).isEqualTo(2);
    assertThat(run("inspect", "--model=x", "--images=-1")).isEqualTo(2);
    assertThat(run("inspect", "--model=x", "--shape=x=1xtwo")).isEqualTo(2);
    assertThat(run("inspect", "--model=x", "--shape=x=-1")).isEqualTo(2);
  }

  private int run(String... arguments) {
    return Main.run(new PrintWriter(out, true), new PrintWriter(err, true), arguments);
  }
}
