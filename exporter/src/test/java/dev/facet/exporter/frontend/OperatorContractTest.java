package dev.facet.exporter.frontend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.facet.exporter.Graphs;
import dev.facet.exporter.Seed;
import dev.facet.exporter.frontend.OperatorExample.Input;
import dev.facet.exporter.graph.Graph;
import dev.facet.exporter.graph.Tensor;
import dev.facet.exporter.pass.RemoveDeadNodes;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;

/** Every operator of the table means in ONNX Runtime what it means in SameDiff. */
class OperatorContractTest {
  private static final double TOLERANCE = 2e-5;

  static List<OperatorExample> examples() {
    return OperatorExamples.all();
  }

  @ParameterizedTest
  @MethodSource("examples")
  void meansTheSameInOnnxRuntime(OperatorExample example) {
    Random random = Seed.random(example.toString());
    SameDiff written = SameDiff.create();
    long[] shape = example.input().draw(random);
    SDVariable input = written.placeHolder("input", example.input().type(), shape.clone());
    String output = example.build().build(new OperatorExample.Scene(written, input, random)).name();

    SameDiff samediff = example.saved() ? Graphs.savedAndLoaded(written) : written;
    Graph graph = new RemoveDeadNodes().apply(Graphs.translate(samediff, output));

    assertThat(samediff.getOps().values())
        .extracting(each -> each.getOp().opName())
        .contains(example.operator());
    for (long batch : new long[] {1, 2, 5}) {
      shape[0] = batch;
      Map<String, Tensor> inputs = Map.of("input", fed(example.input(), random, shape));
      try {
        Tensor actual = Graphs.run(graph, inputs).get(output);
        Graphs.assertClose(actual, Graphs.run(samediff, inputs, output), TOLERANCE);
        assertThat(graph.output(output).orElseThrow().shapeAt(batch)).isEqualTo(actual.shape());
      } catch (AssertionError e) {
        throw new AssertionError(
            "%s differs at batch %d with -D%s=%d: %s"
                .formatted(example, batch, Seed.PROPERTY, Seed.value(), e.getMessage()),
            e);
      }
    }
  }

  private static Tensor fed(Input input, Random random, long[] shape) {
    return switch (input.type()) {
      case FLOAT -> Graphs.normal(random, shape);
      case INT -> Graphs.integers(random, input.bound(), shape);
      case LONG -> Graphs.longs(random, input.bound(), shape);
      default -> Graphs.answers(random, shape);
    };
  }

  @Test
  void everyOperatorHasAnExample() {
    assertThat(examples().stream().map(OperatorExample::operator).distinct())
        .containsExactlyInAnyOrderElementsOf(OperatorTable.standard().operators());
  }

  @Test
  void everyExampleHasItsOwnName() {
    assertThat(examples()).extracting(OperatorExample::toString).doesNotHaveDuplicates();
  }
}
