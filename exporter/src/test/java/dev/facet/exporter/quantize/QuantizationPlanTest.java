package dev.facet.exporter.quantize;

import static org.assertj.core.api.Assertions.assertThat;

import dev.facet.exporter.Seed;
import dev.facet.exporter.graph.Graph;
import dev.facet.exporter.graph.Node;
import java.util.List;
import org.junit.jupiter.api.Test;

class QuantizationPlanTest {
  private final Graph graph = Int8.prepare(new SmallNetwork(Seed.random("plan")).graph());

  private List<Node> layers(String... outputs) {
    List<String> wanted = List.of(outputs);
    return Layers.of(graph).stream().filter(node -> wanted.contains(node.output())).toList();
  }

  private QuantizationPlan plan(String... outputs) {
    return QuantizationPlan.of(graph, layers(outputs));
  }

  @Test
  void knowsConvolutionsAndMatrixProductsAsLayers() {
    assertThat(Layers.of(graph))
        .extracting(Node::output)
        .containsExactly("stem", "first", "second", "narrow", "shortcut", "product");
  }

  @Test
  void countsTheMultiplicationsOfALayer() {
    assertThat(Layers.multiplications(layers("stem").getFirst(), graph))
        .isEqualTo(9 * 9 * 8 * 3 * 3 * 3);
    assertThat(Layers.multiplications(layers("product").getFirst(), graph)).isEqualTo(12 * 4);
  }

  @Test
  void quantizesWhatARectifierGivesOnAndNotWhatItTakes() {
    assertThat(plan("first").activations().keySet()).contains("first.relu").doesNotContain("first");
  }

  @Test
  void quantizesBeforeAPoolingWhatALayerReadsBehindIt() {
    QuantizationPlan plan = plan("first");

    assertThat(plan.activations()).containsEntry("pool", "stem.relu");
    assertThat(plan.measured()).containsExactly("stem.relu", "first.relu");
    assertThat(plan.movers(graph)).extracting(Node::output).containsExactly("pool");
  }

  @Test
  void carriesASumWhoseTermsAreIntegers() {
    assertThat(plan("first", "second").activations().keySet()).contains("second", "sum.relu");
  }

  @Test
  void leavesASumWithAFloatTermOnFloats() {
    assertThat(plan("second").activations().keySet()).doesNotContain("sum.relu", "pool");
  }

  @Test
  void carriesTheCentringOfBytesOnlyToAnIntegerStem() {
    assertThat(plan("stem").constants()).hasSize(1);
    assertThat(plan("first", "second").constants()).isEmpty();
  }

  @Test
  void carriesAGlobalPoolingButNoSigmoid() {
    assertThat(plan("narrow", "shortcut").activations().keySet())
        .contains("joined.relu", "global")
        .doesNotContain("probabilities");
  }

  @Test
  void quantizesTheResultOfAMatrixProduct() {
    assertThat(plan("product").activations().keySet())
        .containsExactly("global", "features", "product");
  }

  @Test
  void planForNoLayersIsEmpty() {
    QuantizationPlan plan = plan();

    assertThat(plan.activations()).isEmpty();
    assertThat(plan.constants()).isEmpty();
  }

  @Test
  void everyPartMeasuresNoMoreThanTheWhole() {
    List<String> whole = QuantizationPlan.of(graph, Layers.of(graph)).measured();

    for (Node layer : Layers.of(graph)) {
      assertThat(whole).containsAll(QuantizationPlan.of(graph, List.of(layer)).measured());
      List<Node> others = Layers.of(graph).stream().filter(each -> !each.equals(layer)).toList();
      assertThat(whole).containsAll(QuantizationPlan.of(graph, others).measured());
    }
  }
}
