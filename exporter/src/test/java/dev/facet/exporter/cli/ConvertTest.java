package dev.facet.exporter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.facet.exporter.onnx.OnnxModel;
import dev.facet.exporter.onnx.OnnxReader;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.autodiff.samediff.TrainingConfig;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;

/** {@code convert} for graphs that have nothing to do with faces. */
class ConvertTest {
  @TempDir private Path folder;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private Path graph;
  private Path onnx;

  @BeforeEach
  void writeAGraph() {
    Nd4j.getRandom().setSeed(4);
    SameDiff samediff = SameDiff.create();
    SDVariable x = samediff.placeHolder("x", DataType.FLOAT, -1, 6);
    SDVariable hidden = samediff.nn().relu(x.mmul(samediff.var("w", Nd4j.randn(6, 8))), 0);
    samediff.nn().softmax("answer", hidden.mmul(samediff.var("v", Nd4j.randn(8, 3))), 1);
    samediff.nn().dropout("random", hidden, 0.5);
    graph = folder.resolve("graph.sd");
    onnx = folder.resolve("model.onnx");
    samediff.save(graph.toFile(), false);
  }

  @Test
  void writesAFileForEveryTarget() {
    for (String target : new String[] {"portable", "cpu", "cuda"}) {
      int status = convert("--outputs=answer", "--target=" + target, "--force");

      assertThat(status).as(err.toString()).isZero();
      OnnxModel model = OnnxReader.read(onnx);
      assertThat(model.graph().outputs().getFirst().name()).isEqualTo("answer");
      assertThat(model.opset()).isEqualTo(target.equals("portable") ? 17 : 21);
    }
    assertThat(out.toString()).contains("inputs [x], outputs [answer]; differs from SameDiff by");
  }

  @Test
  void leavesOutWhatATrainingLeftInTheFile() {
    SameDiff trained = SameDiff.create();
    SDVariable x = trained.placeHolder("x", DataType.FLOAT, -1, 6);
    SDVariable label = trained.placeHolder("label", DataType.FLOAT, -1, 2);
    SDVariable answer = x.mmul("answer", trained.var("w", Nd4j.randn(6, 2)));
    trained.loss().meanSquaredError("loss", label, answer, null);
    trained.setTrainingConfig(
        TrainingConfig.builder()
            .updater(new Adam(0.01))
            .dataSetFeatureMapping("x")
            .dataSetLabelMapping("label")
            .build());
    trained.fit(new DataSet(Nd4j.randn(4, 6), Nd4j.randn(4, 2)));
    trained.save(graph.toFile(), true);

    assertThat(convert("--outputs=answer")).as(err.toString()).isZero();
    assertThat(OnnxReader.read(onnx).graph().inputs()).hasSize(1);
  }

  @Test
  void replacesAFileOnlyWhenForced() {
    assertThat(convert("--outputs=answer")).isZero();

    assertThat(convert("--outputs=answer")).isEqualTo(1);
    assertThat(err.toString()).contains("exists already", "--force").hasLineCount(1);
  }

  @Test
  void saysThatRandomNumbersCannotBeCompared() {
    assertThat(convert("--outputs=random")).isEqualTo(1);
    assertThat(err.toString())
        .contains("differs from SameDiff by", "the graph draws random numbers")
        .hasLineCount(1);
    assertThat(onnx).doesNotExist();
  }

  @Test
  void saysWhatIsWrongWithTheQuestion() {
    assertThat(convert("--outputs=nothing")).isEqualTo(1);
    assertThat(err.toString()).contains("has no variable nothing to export").hasLineCount(1);

    assertThat(run("convert", "--graph=" + folder.resolve("no.sd"), "--out=" + onnx)).isEqualTo(1);
    assertThat(err.toString()).contains("no.sd cannot be read");
    assertThat(convert("--target=tpu")).isEqualTo(2);
    assertThat(Files.exists(onnx)).isFalse();
  }

  private int convert(String... more) {
    String[] arguments = new String[more.length + 3];
    arguments[0] = "convert";
    arguments[1] = "--graph=" + graph;
    arguments[2] = "--out=" + onnx;
    System.arraycopy(more, 0, arguments, 3, more.length);
    return run(arguments);
  }

  private int run(String... arguments) {
    return Main.run(new PrintWriter(out, true), new PrintWriter(err, true), arguments);
  }
}
