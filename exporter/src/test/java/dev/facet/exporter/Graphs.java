package dev.facet.exporter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.facet.exporter.check.StructureCheck;
import dev.facet.exporter.frontend.Forward;
import dev.facet.exporter.frontend.FrontEnd;
import dev.facet.exporter.frontend.Nd4jTensors;
import dev.facet.exporter.frontend.OperatorTable;
import dev.facet.exporter.graph.Dimension;
import dev.facet.exporter.graph.ElementType;
import dev.facet.exporter.graph.Graph;
import dev.facet.exporter.graph.Node;
import dev.facet.exporter.graph.Tensor;
import dev.facet.exporter.graph.Value;
import dev.facet.exporter.onnx.OnnxModel;
import dev.facet.exporter.onnx.OnnxWriter;
import dev.facet.exporter.pass.InferShapes;
import dev.facet.exporter.runtime.OrtModel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;
import java.util.stream.Stream;
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

  /** A graph over a float x of {@code [N, extents]}, the shapes of all its values known. */
  public static Graph over(
      List<String> outputs, long[] extents, Map<String, Tensor> constants, Node... nodes) {
    List<Dimension> shape =
        Stream.concat(Stream.of(Dimension.batch()), Dimension.fixed(extents).stream()).toList();
    Value x = new Value("x", ElementType.FLOAT, shape);
    Graph known =
        new InferShapes()
            .apply(new Graph(List.of(x), List.of(), Arrays.asList(nodes), constants, Map.of()));
    return new Graph(
        known.inputs(),
        outputs.stream().map(name -> known.known().get(name)).toList(),
        known.nodes(),
        known.constants(),
        known.known());
  }

  /** The operators of a graph's nodes, in their order. */
  public static List<String> operators(Graph graph) {
    return graph.nodes().stream().map(Node::operator).toList();
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
    return Nd4jTensors.of(output, Forward.run(samediff, feeds, List.of(output)).get(output));
  }

  /** Numbers from a normal distribution. */
  public static Tensor normal(Random random, long... shape) {
    float[] values = new float[elements(shape)];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return Tensor.ofFloats(values, shape);
  }

  /** Integers from 0 to a bound, as int32. */
  public static Tensor integers(Random random, int bound, long... shape) {
    return Tensor.ofInts(random.ints(elements(shape), 0, bound).toArray(), shape);
  }

  /** Integers from 0 to a bound, as int64. */
  public static Tensor longs(Random random, int bound, long... shape) {
    return Tensor.ofLongs(random.longs(elements(shape), 0, bound).toArray(), shape);
  }

  /** Yes or no by chance. */
  public static Tensor answers(Random random, long... shape) {
    byte[] values = new byte[elements(shape)];
    for (int i = 0; i < values.length; i++) {
      values[i] = (byte) random.nextInt(2);
    }
    return Tensor.of(ElementType.BOOL, values, shape);
  }

  private static int elements(long... shape) {
    return Math.toIntExact(LongStream.of(shape).reduce(1, Math::multiplyExact));
  }

  /** Compares shape and numbers; the tolerance is absolute up to 1 and relative above. */
  public static void assertClose(Tensor actual, Tensor expected, double tolerance) {
    assertThat(actual.shape()).isEqualTo(expected.shape());
    assertThat(actual.type()).isEqualTo(expected.type());
    if (expected.type() != ElementType.FLOAT) {
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
