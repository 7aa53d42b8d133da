package dev.facet.exporter.quantize;

import static org.assertj.core.api.Assertions.assertThat;

import dev.facet.exporter.Graphs;
import dev.facet.exporter.Seed;
import dev.facet.exporter.graph.ElementType;
import dev.facet.exporter.graph.Graph;
import dev.facet.exporter.graph.GraphEditor;
import dev.facet.exporter.graph.Node;
import dev.facet.exporter.graph.Tensor;
import dev.facet.exporter.graph.Value;
import dev.facet.exporter.pass.Preprocessing;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CentreBytesTest {
  private final Random random = Seed.random("centre");
  private final Graph before = new SmallNetwork(random).graph();
  private final Map<String, Tensor> input =
      Map.of(Preprocessing.INPUT, SmallNetwork.faces(random, 6).bytes(0, 6));

  /** The stem's border is padded, so equal numbers mean an equal border. */
  @Test
  void keepsTheNumbersOfTheFirstConvolution() {
    Graph after = new CentreBytes().apply(before);

    assertThat(after.count("Mul")).isZero();
    assertThat(after.count("Cast")).isZero();
    Graphs.assertClose(stem(after), stem(before), 1e-5);
  }

  @Test
  void centresEveryChannelOnItsMean() {
    Graph after = new CentreBytes().apply(before);

    Tensor centres =
        after.constants().entrySet().stream()
            .filter(each -> each.getKey().endsWith("/centres"))
            .map(Map.Entry::getValue)
            .findFirst()
            .orElseThrow();
    assertThat(centres.shape()).containsExactly(18 * 3);
    assertThat(centres.floats())
        .usingComparatorWithPrecision(1e-4f)
        .startsWith(-127.5f, -102, -76.5f, -127.5f);
  }

  @Test
  void isDoneOnce() {
    Graph after = new CentreBytes().apply(before);

    assertThat(new CentreBytes().apply(after)).isEqualTo(after);
  }

  @Test
  void leavesNormalizedPixelsThatTheCallerWants() {
    String normalized =
        before.nodes().stream()
            .filter(node -> node.is("Conv"))
            .findFirst()
            .orElseThrow()
            .inputs()
            .getFirst();
    List<Value> outputs = new ArrayList<>(before.outputs());
    outputs.add(before.value(normalized).orElseThrow());
    Graph wanted =
        new Graph(before.inputs(), outputs, before.nodes(), before.constants(), before.known());

    assertThat(new CentreBytes().apply(wanted)).isEqualTo(wanted);
  }

  @Test
  void leavesPixelsThatSomethingElseThanAConvolutionReads() {
    String normalized =
        before.nodes().stream()
            .filter(node -> node.is("Conv"))
            .findFirst()
            .orElseThrow()
            .inputs()
            .getFirst();
    GraphEditor editor = new GraphEditor(before);
    Node stem = editor.producer("stem").orElseThrow();
    editor.add(Node.of("Tanh", "bent", normalized));
    List<String> inputs = new ArrayList<>(stem.inputs());
    inputs.set(0, "bent");
    editor.replace(stem, stem.withInputs(inputs));
    Graph bent = editor.finish();

    assertThat(new CentreBytes().apply(bent)).isEqualTo(bent);
  }

  private Tensor stem(Graph graph) {
    Value stem = graph.value("stem.relu").orElseThrow();
    assertThat(stem.type()).isEqualTo(ElementType.FLOAT);
    List<Value> outputs = new ArrayList<>(graph.outputs());
    outputs.add(stem);
    return Graphs.run(
            new Graph(graph.inputs(), outputs, graph.nodes(), graph.constants(), graph.known()),
            input)
        .get("stem.relu");
  }
}
