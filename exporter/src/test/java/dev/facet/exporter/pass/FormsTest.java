package dev.facet.exporter.pass;

import static org.assertj.core.api.Assertions.assertThat;

import dev.facet.exporter.Graphs;
import dev.facet.exporter.graph.Attribute;
import dev.facet.exporter.graph.Graph;
import dev.facet.exporter.graph.Node;
import dev.facet.exporter.graph.Tensor;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Passes that put a faster form in the place of one that says the same: before, after, numbers. */
class FormsTest {
  private static final long SEED = 83;
  private final Random random = new Random(SEED);

  @Test
  void productsOfGroupsAreMadeWhereTheMapsLie() {
    Graph before =
        Graphs.over(
            List.of("y"),
            new long[] {3, 8, 10},
            Map.of(
                "w", normal(3, 5, 8),
                "joined", Tensor.list(3, 8, -1),
                "parted", Tensor.list(3, 5, -1, 10)),
            Node.of("Transpose", "first", "x").with("perm", new long[] {1, 2, 0, 3}),
            Node.of("Reshape", "columns", "first", "joined"),
            Node.of("MatMul", "product", "w", "columns"),
            Node.of("Reshape", "images", "product", "parted"),
            Node.of("Transpose", "y", "images").with("perm", new long[] {2, 0, 1, 3}));

    Graph after = checked(new GroupedProducts(), before);

    assertThat(Graphs.operators(after)).containsExactly("MatMul");
  }

  @Test
  void aProductWhoseResultIsReadElsewhereStays() {
    Graph before =
        Graphs.over(
            List.of("y", "product"),
            new long[] {3, 8, 10},
            Map.of(
                "w", normal(3, 5, 8),
                "joined", Tensor.list(3, 8, -1),
                "parted", Tensor.list(3, 5, -1, 10)),
            Node.of("Transpose", "first", "x").with("perm", new long[] {1, 2, 0, 3}),
            Node.of("Reshape", "columns", "first", "joined"),
            Node.of("MatMul", "product", "w", "columns"),
            Node.of("Reshape", "images", "product", "parted"),
            Node.of("Transpose", "y", "images").with("perm", new long[] {2, 0, 1, 3}));

    assertThat(checked(new GroupedProducts(), before).nodes()).isEqualTo(before.nodes());
  }

  @Test
  void aWeightedSumOfAGroupsChannelsIsAConvolution() {
    for (long keep : new long[] {0, 1}) {
      Graph before =
          Graphs.over(
              List.of("y"),
              new long[] {6, 4, 5},
              Map.of(
                  "groups", Tensor.list(0, 3, 2, 20),
                  "w", normal(1, 3, 2, 1),
                  "channels", Tensor.list(2)),
              Node.of("Reshape", "seen", "x", "groups"),
              Node.of("Mul", "weighed", "seen", "w"),
              Node.of("ReduceSum", "y", "weighed", "channels")
                  .with("keepdims", Attribute.of(keep)));

      Graph after = checked(new WeightedSums(), before);

      assertThat(Graphs.operators(after)).containsExactly("Conv", "Reshape");
      assertThat(after.nodes().getFirst().integer("group")).hasValue(3L);
    }
  }

  @Test
  void aSumWithWeightsForEveryPixelStays() {
    Graph before =
        Graphs.over(
            List.of("y"),
            new long[] {6, 4, 5},
            Map.of(
                "groups", Tensor.list(0, 3, 2, 20),
                "w", normal(1, 3, 2, 20),
                "channels", Tensor.list(2)),
            Node.of("Reshape", "seen", "x", "groups"),
            Node.of("Mul", "weighed", "seen", "w"),
            Node.of("ReduceSum", "y", "weighed", "channels"));

    assertThat(checked(new WeightedSums(), before).nodes()).isEqualTo(before.nodes());
  }

  @Test
  void twoLinearLayersInARowAreOne() {
    Graph before =
        Graphs.over(
            List.of("y"),
            new long[] {12},
            Map.of("A", normal(12, 10), "a", normal(1, 10), "B", normal(10, 4), "b", normal(1, 4)),
            Node.of("MatMul", "first", "x", "A"),
            Node.of("Add", "biased", "first", "a"),
            Node.of("MatMul", "second", "biased", "B"),
            Node.of("Add", "y", "second", "b"));

    Graph after = checked(new FoldLinear(), before);

    assertThat(Graphs.operators(after)).containsExactly("MatMul", "Add");
    assertThat(after.constants().keySet()).containsExactlyInAnyOrder("y/offset", "second/joined");
  }

  @Test
  void threeLinearLayersWithoutBiasAreOne() {
    Graph before =
        Graphs.over(
            List.of("y"),
            new long[] {8},
            Map.of("A", normal(8, 7), "B", normal(7, 6), "C", normal(6, 5)),
            Node.of("MatMul", "first", "x", "A"),
            Node.of("MatMul", "second", "first", "B"),
            Node.of("MatMul", "y", "second", "C"));

    assertThat(Graphs.operators(checked(new FoldLinear(), before))).containsExactly("MatMul");
  }

  @Test
  void aNarrowLayerBetweenWideOnesStays() {
    Graph before =
        Graphs.over(
            List.of("y"),
            new long[] {12},
            Map.of("A", normal(12, 2), "B", normal(2, 12)),
            Node.of("MatMul", "first", "x", "A"),
            Node.of("MatMul", "y", "first", "B"));

    assertThat(checked(new FoldLinear(), before).nodes()).isEqualTo(before.nodes());
  }

  @Test
  void aLayerThatIsReadElsewhereStays() {
    Graph before =
        Graphs.over(
            List.of("y", "first"),
            new long[] {8},
            Map.of("A", normal(8, 7), "B", normal(7, 6)),
            Node.of("MatMul", "first", "x", "A"),
            Node.of("MatMul", "y", "first", "B"));

    assertThat(checked(new FoldLinear(), before).nodes()).isEqualTo(before.nodes());
  }

  @Test
  void narrowConvolutionsOfTheSameMapsAreOne() {
    Graph before =
        Graphs.over(
            List.of("a", "b"),
            new long[] {3, 6, 5},
            Map.of(
                "wa", normal(2, 3, 3, 3),
                "ba", normal(2),
                "wb", normal(5, 3, 3, 3),
                "bb", normal(5)),
            Node.of("Conv", "ca", "x", "wa", "ba"),
            Node.of("Conv", "cb", "x", "wb", "bb"),
            Node.of("Relu", "a", "ca"),
            Node.of("Relu", "b", "cb"));

    Graph after = checked(new MergeConvolutions(), before);

    assertThat(Graphs.operators(after)).containsExactly("Conv", "Relu", "Split");
  }

  @Test
  void aPartThatIsNotRectifiedIsPartedBeforeTheOtherIs() {
    Graph before =
        Graphs.over(
            List.of("a", "cb"),
            new long[] {3, 6, 5},
            Map.of("wa", normal(2, 3, 1, 1), "wb", normal(5, 3, 1, 1)),
            Node.of("Conv", "ca", "x", "wa"),
            Node.of("Conv", "cb", "x", "wb"),
            Node.of("Relu", "a", "ca"));

    assertThat(Graphs.operators(checked(new MergeConvolutions(), before)))
        .containsExactly("Conv", "Split", "Relu");
  }

  @Test
  void convolutionsThatReadInOtherWaysOrAreWideStay() {
    Graph strides =
        Graphs.over(
            List.of("a", "b"),
            new long[] {3, 6, 6},
            Map.of("wa", normal(2, 3, 1, 1), "wb", normal(2, 3, 1, 1)),
            Node.of("Conv", "a", "x", "wa"),
            Node.of("Conv", "b", "x", "wb").with("strides", new long[] {2, 2}));
    Graph wide =
        Graphs.over(
            List.of("a", "b"),
            new long[] {3, 6, 6},
            Map.of("wa", normal(64, 3, 1, 1), "wb", normal(64, 3, 1, 1)),
            Node.of("Conv", "a", "x", "wa"),
            Node.of("Conv", "b", "x", "wb"));

    assertThat(checked(new MergeConvolutions(), strides).nodes()).isEqualTo(strides.nodes());
    assertThat(checked(new MergeConvolutions(), wide).nodes()).isEqualTo(wide.nodes());
  }

  @Test
  void productsSumsAndNormalisationsInARowAreOneProductAndOneSum() {
    Graph before =
        Graphs.over(
            List.of("y"),
            new long[] {3, 4, 5},
            Map.of(
                "m", normal(1, 3, 1, 1),
                "s", normal(3, 1, 1),
                "half", Tensor.scalar(0.5f),
                "scale", normal(3),
                "shift", normal(3),
                "mean", normal(3),
                "variance", Tensor.ofFloats(new float[] {0.5f, 1, 2}, 3)),
            Node.of("Mul", "scaled", "x", "m"),
            Node.of("Add", "shifted", "s", "scaled"),
            Node.of(
                "BatchNormalization", "normal", "shifted", "scale", "shift", "mean", "variance"),
            Node.of("Mul", "y", "normal", "half"));

    Graph after = checked(new JoinAffine(), before);

    assertThat(Graphs.operators(after)).containsExactly("Mul", "Add");
  }

  @Test
  void oneProductAndOneSumStayAsTheyAre() {
    Graph before =
        Graphs.over(
            List.of("y"),
            new long[] {3, 4, 5},
            Map.of("m", normal(1, 3, 1, 1), "s", normal(1, 3, 1, 1)),
            Node.of("Mul", "scaled", "x", "m"),
            Node.of("Add", "y", "scaled", "s"));

    assertThat(checked(new JoinAffine(), before).nodes()).isEqualTo(before.nodes());
  }

  private Tensor normal(long... shape) {
    return Graphs.normal(random, shape);
  }

  private Graph checked(Pass pass, Graph before) {
    Graph after = pass.apply(before);
    for (long batch : new long[] {1, 3}) {
      Map<String, Tensor> inputs = Map.of("x", normal(before.inputs().getFirst().shapeAt(batch)));
      Map<String, Tensor> expected = Graphs.run(before, inputs);
      Graphs.run(after, inputs)
          .forEach((name, found) -> Graphs.assertClose(found, expected.get(name), 1e-5));
    }
    assertThat(pass.apply(after).nodes()).isEqualTo(after.nodes());
    return after;
  }
}
