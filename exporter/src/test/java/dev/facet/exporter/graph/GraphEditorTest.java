package dev.facet.exporter.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GraphEditorTest {
  @Test
  void sortsNodesAndKeepsTheirOrderOtherwise() {
    Graph graph =
        graph(Node.of("Add", "y", "b", "a"), Node.of("Relu", "b", "x"), Node.of("Abs", "a", "x"));

    assertThat(new GraphEditor(graph).finish().nodes())
        .extracting(Node::output)
        .containsExactly("b", "a", "y");
  }

  @Test
  void refusesACycle() {
    GraphEditor editor =
        new GraphEditor(graph(Node.of("Relu", "y", "z"), Node.of("Relu", "z", "y")));

    assertThatThrownBy(editor::finish)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("node y waits for inputs [z] that nothing before it produces");
  }

  @Test
  void givesNewNamesANumberWhereTheyAreTaken() {
    GraphEditor editor = new GraphEditor(graph(Node.of("Relu", "y", "x")));

    assertThat(editor.addConstant("y", Tensor.scalar(1))).isEqualTo("y_1");
    assertThat(editor.addConstant("y", Tensor.scalar(2))).isEqualTo("y_2");
    assertThat(editor.freshName("z")).isEqualTo("z");
  }

  private static Graph graph(Node... nodes) {
    List<Dimension> shape = List.of(Dimension.batch());
    return new Graph(
        List.of(new Value("x", ElementType.FLOAT, shape)),
        List.of(new Value("y", ElementType.FLOAT, shape)),
        List.of(nodes),
        Map.of(),
        Map.of());
  }
}
