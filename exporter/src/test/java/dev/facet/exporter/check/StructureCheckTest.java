package dev.facet.exporter.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.facet.exporter.ExportException;
import dev.facet.exporter.graph.Dimension;
import dev.facet.exporter.graph.ElementType;
import dev.facet.exporter.graph.Graph;
import dev.facet.exporter.graph.Node;
import dev.facet.exporter.graph.Tensor;
import dev.facet.exporter.graph.Value;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StructureCheckTest {
  @Test
  void acceptsASoundGraph() {
    assertThat(problems(Map.of("two", Tensor.scalar(2)), Node.of("Mul", "y", "x", "two")))
        .isEmpty();
  }

  @Test
  void findsAValueThatIsReadBeforeItIsDefined() {
    assertThat(problems(Map.of(), Node.of("Relu", "y", "late"), Node.of("Relu", "late", "x")))
        .containsExactly("node y reads late before it is defined");
  }

  @Test
  void findsAValueWithTwoProducers() {
    assertThat(problems(Map.of(), Node.of("Relu", "y", "x"), Node.of("Abs", "y", "x")))
        .contains("node y defines y a second time", "two nodes are called y");
  }

  @Test
  void findsAnOutputWithoutProducer() {
    assertThat(problems(Map.of(), Node.of("Relu", "z", "x")))
        .containsExactly("output y is produced by no node", "value z is used by nothing");
  }

  @Test
  void findsWhatNothingUses() {
    assertThat(problems(Map.of("spare", Tensor.scalar(1)), Node.of("Relu", "y", "x")))
        .containsExactly("value spare is used by nothing");
  }

  @Test
  void letsAnOperatorHaveAnUnreadOutputBesideAUsefulOne() {
    assertThat(problems(Map.of(), Node.of("Split", "y", "x").withOutputs(List.of("y", "rest"))))
        .isEmpty();
  }

  @Test
  void saysAllProblemsInOneSentence() {
    assertThatThrownBy(() -> StructureCheck.require(graph(Map.of()), "model.onnx"))
        .isInstanceOf(ExportException.class)
        .hasMessage(
            "model.onnx is not a sound graph: output y is produced by no node; value x is used by"
                + " nothing.");
  }

  private static List<String> problems(Map<String, Tensor> constants, Node... nodes) {
    return StructureCheck.problems(graph(constants, nodes));
  }

  private static Graph graph(Map<String, Tensor> constants, Node... nodes) {
    List<Dimension> shape = List.of(Dimension.batch());
    return new Graph(
        List.of(new Value("x", ElementType.FLOAT, shape)),
        List.of(new Value("y", ElementType.FLOAT, shape)),
        List.of(nodes),
        constants,
        Map.of());
  }
}
