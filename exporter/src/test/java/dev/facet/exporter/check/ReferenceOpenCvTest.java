package dev.facet.exporter.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.facet.exporter.ExportException;
import dev.facet.exporter.Graphs;
import dev.facet.exporter.graph.Graph;
import dev.facet.exporter.graph.Node;
import dev.facet.exporter.graph.Tensor;
import dev.facet.exporter.runtime.TemporaryFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** OpenCV against ONNX Runtime. */
class ReferenceOpenCvTest {
  private static final double TOLERANCE = 1e-5;

  @TempDir private Path folder;

  private final Reference reference = Reference.installed();
  private final Map<String, Tensor> pictures = SmallNet.pictures(3);
  private final Graph net = SmallNet.sound();

  @Test
  void agreesWithOnnxRuntimeOnASmallNetwork() throws IOException {
    OpenCvFinding finding = compare(net, Graphs.run(net, pictures));

    assertThat(finding)
        .isInstanceOfSatisfying(
            OpenCvFinding.Agrees.class,
            agrees -> {
              assertThat(agrees.version()).isEqualTo("4.13.0");
              assertThat(agrees.difference()).isLessThanOrEqualTo(TOLERANCE);
              assertThat(agrees.faces()).isEqualTo(3);
            });
  }

  @Test
  void saysThatOpenCvReadsNoWeightsFromASecondFile() {
    try (TemporaryFolder temporary = TemporaryFolder.create()) {
      Path model = SmallNet.writeApart(temporary, net);

      assertThat(
              reference.compare(model, pictures, Graphs.run(net, pictures), TOLERANCE).toString())
          .isEqualTo(
              "not checked: OpenCV reads no weights from a second file, as model.onnx.data is");
    }
  }

  @Test
  void findsANumberThatDiffers() {
    float[] numbers = Graphs.run(net, pictures).get(SmallNet.OUTPUT).floats();
    numbers[7] += 0.25f;

    assertThatThrownBy(() -> compare(net, Map.of(SmallNet.OUTPUT, Tensor.ofFloats(numbers, 3, 5))))
        .isInstanceOf(ExportException.class)
        .hasMessageContaining("probabilities differs by 0.250, but at most 1.00e-05 is allowed");
  }

  @Test
  void findsANumberThatIsNone() {
    float[] numbers = Graphs.run(net, pictures).get(SmallNet.OUTPUT).floats();
    numbers[0] = Float.NaN;

    assertThatThrownBy(() -> compare(net, Map.of(SmallNet.OUTPUT, Tensor.ofFloats(numbers, 3, 5))))
        .isInstanceOf(ExportException.class)
        .hasMessageContaining("probabilities differs by NaN");
  }

  @Test
  void findsAnotherShape() {
    assertThatThrownBy(
            () -> compare(net, Map.of(SmallNet.OUTPUT, Tensor.ofFloats(new float[12], 3, 4))))
        .isInstanceOf(ExportException.class)
        .hasMessageContaining("probabilities has the shape [3, 5] instead of [3, 4]");
  }

  @Test
  void findsAnotherNetwork() {
    Graph other = SmallNet.with("relu", node -> Node.of("Abs", "relu", "conv"));

    assertThatThrownBy(() -> compare(other, Graphs.run(net, pictures)))
        .isInstanceOf(ExportException.class)
        .hasMessageContaining("OpenCV does not agree with ONNX Runtime: probabilities differs by");
  }

  @Test
  void namesTheOperatorThatOpenCvDoesNotHave() throws IOException {
    Graph strange = SmallNet.with("relu", node -> Node.of("Det", "relu", "conv"));
    Map<String, Tensor> expected = Map.of(SmallNet.OUTPUT, Tensor.ofFloats(new float[15], 3, 5));

    assertThat(compare(strange, expected).toString())
        .startsWith(
            "not checked: OpenCV 4.13.0 cannot run it: it stops at operator Det of ai.onnx, node relu")
        .hasLineCount(1);
  }

  @Test
  void doesNotAskForWhatOpenCvCannotGive() throws IOException {
    Map<String, Tensor> expected = Map.of("places", Tensor.list(1, 2, 3));

    assertThat(compare(net, expected).toString())
        .isEqualTo(
            "not checked: output places is int64, and OpenCV reads bytes and floats and gives"
                + " floats");
  }

  private OpenCvFinding compare(Graph graph, Map<String, Tensor> expected) throws IOException {
    return reference.compare(SmallNet.write(folder, graph), pictures, expected, TOLERANCE);
  }
}
