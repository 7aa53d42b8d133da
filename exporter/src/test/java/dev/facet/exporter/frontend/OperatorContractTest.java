package dev.facet.exporter.frontend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.facet.exporter.Graphs;
import dev.facet.exporter.graph.Graph;
import dev.facet.exporter.graph.Tensor;
import dev.facet.exporter.pass.RemoveDeadNodes;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.factory.Nd4j;

/** Every operator of the table means in ONNX Runtime what it means in SameDiff. */
class OperatorContractTest {
  private static final double TOLERANCE = 2e-5;

  static List<OperatorExample> examples() {
    return OperatorExamples.all();
  }

  @ParameterizedTest
  @MethodSource("examples")
  void meansTheSameInOnnxRuntime(OperatorExample example) {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    Nd4j.getRandom().setSeed(seed);
    SameDiff written = SameDiff.create();
    long[] shape =
        LongStream.concat(
                LongStream.of(-1), example.inputShape().stream().mapToLong(Long::longValue))
            .toArray();
    SDVariable input = written.placeHolder("input", DataType.FLOAT, shape);
    String output = example.build().build(new OperatorExample.Scene(written, input, random)).name();

    SameDiff samediff = Graphs.savedAndLoaded(written);
    Graph graph = new RemoveDeadNodes().apply(Graphs.translate(samediff, output));

    assertThat(samediff.getOps().values())
        .extracting(each -> each.getOp().opName())
        .contains(example.operator());
    for (long batch : new long[] {1, 2, 5}) {
      shape[0] = batch;
      Map<String, Tensor> inputs = Map.of("input", Graphs.normal(random, shape));
      Tensor actual = Graphs.run(graph, inputs).get(output);
      try {
        Graphs.assertClose(actual, Graphs.run(samediff, inputs, output), TOLERANCE);
        assertThat(graph.output(output).orElseThrow().shapeAt(batch)).isEqualTo(actual.shape());
      } catch (AssertionError e) {
        throw new AssertionError(
            "%s differs at batch %d with seed %d: %s"
                .formatted(example, batch, seed, e.getMessage()),
            e);
      }
    }
  }

  @Test
  void everyOperatorHasAnExample() {
    assertThat(examples().stream().map(OperatorExample::operator).distinct())
        .containsExactlyInAnyOrderElementsOf(OperatorTable.standard().operators());
  }
}
