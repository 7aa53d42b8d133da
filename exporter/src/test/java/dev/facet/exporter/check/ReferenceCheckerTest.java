package dev.facet.exporter.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.facet.exporter.ExportException;
import dev.facet.exporter.graph.Attribute;
import dev.facet.exporter.graph.Dimension;
import dev.facet.exporter.graph.ElementType;
import dev.facet.exporter.graph.Graph;
import dev.facet.exporter.graph.Node;
import dev.facet.exporter.runtime.TemporaryFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** ONNX's checker, asked in its own process. */
class ReferenceCheckerTest {
  private static final Dimension N = Dimension.batch();

  @TempDir private Path folder;

  private final Reference reference = Reference.installed();

  @Test
  void findsNothingWrongInASoundModel() throws IOException {
    assertThat(check(SmallNet.sound())).isEqualTo(new CheckerFinding.Sound("1.17", 2, 9, 0));
  }

  @Test
  void readsWeightsInASecondFile() throws IOException {
    Graph net = SmallNet.sound();
    try (TemporaryFolder temporary = TemporaryFolder.create()) {
      Path model = SmallNet.writeApart(temporary, net);

      assertThat(reference.check(model, net)).isInstanceOf(CheckerFinding.Sound.class);
      Files.delete(temporary.path().resolve("model.onnx.data"));
      assertThatThrownBy(() -> reference.check(model, net))
          .isInstanceOf(ExportException.class)
          .hasMessageContainingAll("refuses the model", "model.onnx.data");
    }
  }

  @Test
  void refusesAnAttributeThatTheOperatorDoesNotHave() {
    assertRefuses(
        SmallNet.with("conv", node -> node.with("padding", Attribute.of("same"))),
        "refuses the model",
        "padding");
  }

  @Test
  void refusesAnAttributeOfTheWrongKind() {
    assertRefuses(
        SmallNet.with("conv", node -> node.with("strides", Attribute.of(2L))),
        "refuses the model",
        "strides");
  }

  @Test
  void refusesATypeThatTheOperatorDoesNotTake() {
    assertRefuses(
        SmallNet.with(
            "floats", node -> node.with("to", Attribute.of(ElementType.INT32.onnxCode()))),
        "refuses the model",
        "node name: scaled): B has inconsistent type tensor(float)");
  }

  @Test
  void refusesAShapeThatIsNotSo() {
    assertRefuses(
        SmallNet.stating(ElementType.FLOAT, N, Dimension.of(16), Dimension.of(6), Dimension.of(4)),
        "refuses the model",
        "Inferred shape and existing shape differ in dimension 3: (5) vs (4)");
  }

  @Test
  void comparesSizesThatDependOnTheBatchWhichTheCheckerItselfLeavesOpen() {
    assertRefuses(
        SmallNet.stating(
            ElementType.FLOAT,
            new Dimension.Batch(2),
            Dimension.of(16),
            Dimension.of(6),
            Dimension.of(5)),
        "at a batch of 7: conv is float32[14, 16, 6, 5] by the file and float32[7, 16, 6, 5] by ONNX");
  }

  @Test
  void refusesAnOperatorThatOnnxDoesNotHave() {
    assertRefuses(
        SmallNet.with("relu", node -> Node.of("Rectify", "relu", "conv")),
        "refuses the model",
        "No Op registered for Rectify");
  }

  @Test
  void refusesBytesThatAreNoModel() throws IOException {
    Path file = Files.writeString(folder.resolve("model.onnx"), "no model at all");

    assertThatThrownBy(() -> reference.check(file, SmallNet.sound()))
        .isInstanceOf(ExportException.class)
        .hasMessageContaining("refuses the model: the bytes are no ONNX model");
  }

  @Test
  void countsTheNodesThatItCannotJudge() throws IOException {
    Graph graph =
        SmallNet.with(
            "logits",
            node ->
                new Node(
                    node.name(),
                    "com.microsoft",
                    "FusedMatMul",
                    node.inputs(),
                    node.outputs(),
                    node.attributes()));

    assertThat(check(graph).toString())
        .isEqualTo(
            "ONNX 1.17 finds nothing wrong; shapes as it infers them, 1 of 9 compared; it cannot judge"
                + " other operator sets, nodes: 1");
  }

  @Test
  void saysThatAModelIsNewerThanTheCheckerKnows() throws IOException {
    Graph graph = SmallNet.with("logits", node -> Node.of("Attention", "logits", "a", "b", "c"));

    assertThat(check(graph).toString())
        .isEqualTo(
            "not checked: the model has the file format 11, and ONNX 1.17 knows those up to 10");
  }

  private CheckerFinding check(Graph graph) throws IOException {
    return reference.check(SmallNet.write(folder, graph), graph);
  }

  private void assertRefuses(Graph graph, String... words) {
    assertThatThrownBy(() -> check(graph))
        .isInstanceOf(ExportException.class)
        .hasMessageContainingAll(words)
        .message()
        .hasLineCount(1);
  }
}
