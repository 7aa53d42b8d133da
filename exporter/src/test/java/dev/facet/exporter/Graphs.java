package dev.facet.exporter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.facet.exporter.check.StructureCheck;
import dev.facet.exporter.frontend.FrontEnd;
import dev.facet.exporter.frontend.Nd4jTensors;
import dev.facet.exporter.frontend.OperatorTable;
import dev.facet.exporter.graph.Graph;
import dev.facet.exporter.graph.Tensor;
import dev.facet.exporter.onnx.OnnxModel;
import dev.facet.exporter.onnx.OnnxWriter;
import dev.facet.exporter.runtime.OrtModel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.ndarray.INDArray;

/** What the compiler's tests share: translate, run both ways, compare. */
public final class Graphs {
  private Graphs() {}

  /** Translates with the standard table. */
  public static Graph translate(SameDiff samediff, String... outputs) {
    return new FrontEnd(OperatorTable.standard()).translate(samediff, List.of(outputs));
  }

  /** The graph as it is after a run has been written and read. */
  public static SameDiff savedAndLoaded(SameDiff samediff) {
    try {
      Path file = Files.createTempFile("graph", ".sd");
      try {
        samediff.save(file.toFile(), false);
        return SameDiff.load(file.toFile(), false);
      } finally {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What ONNX Runtime makes of a graph, after the structure check. */
  public static Map<String, Tensor> run(Graph graph, Map<String, Tensor> inputs) {
    assertThat(StructureCheck.problems(graph)).isEmpty();
    try (OrtModel model = OrtModel.load(OnnxWriter.write(OnnxModel.of("test", graph)))) {
      return model.run(inputs);
    }
  }

  /** What SameDiff makes of a graph. */
  public static Tensor run(SameDiff samediff, Map<String, Tensor> inputs, String output) {
    Map<String, INDArray> feeds = new java.util.HashMap<>();
    inputs.forEach((name, tensor) -> feeds.put(name, Nd4jTensors.toArray(tensor)));
    return Nd4jTensors.of(output, samediff.output(feeds, output).get(output));
  }

  /** Numbers from a normal distribution. */
  public static Tensor normal(Random random, long... shape) {
    int elements = 1;
    for (long size : shape) {
      elements *= Math.toIntExact(size);
    }
    float[] values = new float[elements];
    for (int i = 0; i < elements; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return Tensor.ofFloats(values, shape);
  }

  /** Compares shape and numbers; the tolerance is absolute up to 1 and relative above. */
  public static void assertClose(Tensor actual, Tensor expected, double tolerance) {
    assertThat(actual.shape()).isEqualTo(expected.shape());
    assertThat(actual.type()).isEqualTo(expected.type());
    if (expected.type() != dev.facet.exporter.graph.ElementType.FLOAT) {
      assertThat(actual).isEqualTo(expected);
      return;
    }
    float[] found = actual.floats();
    float[] wanted = expected.floats();
    for (int i = 0; i < wanted.length; i++) {
      double allowed = tolerance * Math.max(1, Math.abs(wanted[i]));
      assertThat((double) found[i])
          .as("element %d", i)
          .isCloseTo(wanted[i], org.assertj.core.data.Offset.offset(allowed));
    }
  }
}
