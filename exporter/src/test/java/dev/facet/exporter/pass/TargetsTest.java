package dev.facet.exporter.pass;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.facet.exporter.ExportException;
import dev.facet.exporter.Graphs;
import dev.facet.exporter.graph.Attribute;
import dev.facet.exporter.graph.Dimension;
import dev.facet.exporter.graph.ElementType;
import dev.facet.exporter.graph.Graph;
import dev.facet.exporter.graph.Node;
import dev.facet.exporter.graph.Tensor;
import dev.facet.exporter.onnx.OnnxModel;
import dev.facet.exporter.onnx.OnnxReader;
import dev.facet.exporter.onnx.OnnxWriter;
import dev.facet.exporter.runtime.OrtModel;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The passes that only one target has. */
class TargetsTest {
  private static final long SEED = 41;
  private static final Attribute ONE = Attribute.of(1L);
  private final Random random = new Random(SEED);

  @Test
  void thePortableFormIsWrittenInSetSeventeen() {
    Graph before =
        Graphs.over(
            List.of("mean", "a", "b"),
            new long[] {5, 6},
            Map.of("axes", Tensor.list(1)),
            Node.of("ReduceMean", "mean", "x", "axes").with("keepdims", Attribute.of(0L)),
            Node.of("Split", "a", "x")
                .with("axis", Attribute.of(1L))
                .with("num_outputs", Attribute.of(2L))
                .withOutputs(List.of("a", "b")));

    Graph after = new LowerOperators().apply(before);

    byte[] file =
        OnnxWriter.write(new OnnxModel("old", "", Target.PORTABLE.opset(), after, new TreeMap<>()));
    assertThat(OnnxReader.read(file, "old.onnx").opset()).isEqualTo(17);
    Map<String, Tensor> inputs = Map.of("x", normal(2, 5, 6));
    Map<String, Tensor> expected = Graphs.run(before, inputs);
    try (OrtModel runtime = OrtModel.load(file)) {
      runtime
          .run(inputs)
          .forEach((name, found) -> Graphs.assertClose(found, expected.get(name), 1e-6));
    }
    assertThat(after.nodes().getFirst().integers("axes")).hasValue(List.of(1L));
    assertThat(after.constants().get("a/sizes").longs()).containsExactly(3, 2);
  }

  @Test
  void allOperatorsThatThePortableFormCannotSayAreNamed() {
    Graph graph =
        Graphs.over(
            List.of("y"),
            new long[] {4, 4},
            Map.of(),
            Node.of("Gelu", "first", "x"),
            Node.of("Mish", "y", "first"));

    assertThatThrownBy(() -> new LowerOperators().apply(graph))
        .isInstanceOf(ExportException.class)
        .hasMessage(
            "The portable form has ONNX's operator set 17, which cannot say Gelu of node first,"
                + " Mish of node y: export without it.");
  }

  @Test
  void headsAreWidenedToAMultipleOfEight() {
    Graph before =
        Graphs.over(
            List.of("y"),
            new long[] {6, 20},
            Map.of(),
            attention().with("q_num_heads", ONE).with("kv_num_heads", ONE));

    Graph after = new PadHeads().apply(before);

    assertThat(Graphs.operators(after)).containsExactly("Pad", "Attention", "Slice");
    assertThat(after.known().get("x/widened").shape().getLast()).isEqualTo(Dimension.of(24));
    assertSame(before, after, 1e-5);
    assertThat(new PadHeads().apply(after)).isEqualTo(after);
  }

  @Test
  void severalHeadsAreWidenedToo() {
    Graph before = Graphs.over(List.of("y"), new long[] {3, 6, 5}, Map.of(), attention());

    Graph after = new PadHeads().apply(before);

    assertThat(Graphs.operators(after)).containsExactly("Pad", "Attention", "Slice");
    assertSame(before, after, 1e-5);
  }

  @Test
  void headsThatFitOrAreTooWideStay() {
    for (long width : new long[] {24, 257}) {
      Graph before =
          Graphs.over(
              List.of("y"),
              new long[] {6, width},
              Map.of(),
              attention().with("q_num_heads", ONE).with("kv_num_heads", ONE));

      assertThat(new PadHeads().apply(before).nodes()).isEqualTo(before.nodes());
    }
  }

  @Test
  void convolutionsAndProductsAreInHalfPrecisionAndSumsAreNot() {
    Graph before =
        Graphs.over(
            List.of("y", "maps"),
            new long[] {3, 4, 4},
            Map.of(
                "scale", normal(1, 3, 1, 1),
                "w", normal(8, 3, 3, 3),
                "axes", Tensor.list(2, 3),
                "m", normal(8, 5)),
            Node.of("Mul", "scaled", "x", "scale"),
            Node.of("Conv", "conv", "scaled", "w"),
            Node.of("Relu", "maps", "conv"),
            Node.of("ReduceSum", "sum", "maps", "axes").with("keepdims", Attribute.of(0L)),
            Node.of("MatMul", "product", "sum", "m"),
            Node.of("Sigmoid", "y", "product"));

    Graph after = new HalfPrecision().apply(before);

    assertThat(type(after, "scaled")).isEqualTo(ElementType.FLOAT);
    assertThat(type(after, "conv")).isEqualTo(ElementType.FLOAT16);
    assertThat(type(after, "sum")).isEqualTo(ElementType.FLOAT);
    assertThat(type(after, "product")).isEqualTo(ElementType.FLOAT16);
    assertThat(after.outputs()).isEqualTo(before.outputs());
    assertThat(after.constants().keySet())
        .containsExactlyInAnyOrder("scale", "axes", "w/half", "m/half");
    assertSame(before, after, 5e-3);
  }

  @Test
  void theScoresOfAttentionStayExact() {
    Graph before =
        Graphs.over(
            List.of("y"),
            new long[] {6, 8},
            Map.of("w", normal(8, 8), "scale", Tensor.scalar(0.5f)),
            Node.of("MatMul", "nodes", "x", "w"),
            Node.of("Transpose", "keys", "nodes").with("perm", new long[] {0, 2, 1}),
            Node.of("MatMul", "scores", "nodes", "keys"),
            Node.of("Mul", "scaled", "scores", "scale"),
            Node.of("Softmax", "weights", "scaled"),
            Node.of("MatMul", "y", "weights", "nodes"));

    Graph after = new HalfPrecision().apply(before);

    assertThat(type(after, "nodes")).isEqualTo(ElementType.FLOAT16);
    assertThat(List.of(type(after, "scores"), type(after, "scaled"), type(after, "weights")))
        .containsOnly(ElementType.FLOAT);
    assertSame(before, after, 1e-2);
  }

  @Test
  void nodesWhoseScoresNoScaleMakesSmallStayExactToo() {
    Graph before =
        Graphs.over(
            List.of("y"),
            new long[] {6, 8},
            Map.of("first", normal(8, 8), "second", normal(8, 8)),
            Node.of("MatMul", "hidden", "x", "first"),
            Node.of("MatMul", "nodes", "hidden", "second"),
            Node.of("Transpose", "keys", "nodes").with("perm", new long[] {0, 2, 1}),
            Node.of("MatMul", "scores", "nodes", "keys"),
            Node.of("Softmax", "weights", "scores"),
            Node.of("MatMul", "y", "weights", "nodes"));

    Graph after = new HalfPrecision().apply(before);

    assertThat(type(after, "hidden")).isEqualTo(ElementType.FLOAT16);
    assertThat(type(after, "nodes")).isEqualTo(ElementType.FLOAT);
    assertThat(type(after, "scores")).isEqualTo(ElementType.FLOAT);
  }

  @Test
  void numbersThatHalfPrecisionCannotSayStay() {
    Graph before =
        Graphs.over(
            List.of("y"),
            new long[] {4},
            Map.of("w", Tensor.ofFloats(new float[] {1e5f, 1, 2, 3}, 4, 1)),
            Node.of("MatMul", "y", "x", "w"));

    assertThat(new HalfPrecision().apply(before).nodes()).isEqualTo(before.nodes());
  }

  @Test
  void squaresStayBecauseTheyLeaveTheRange() {
    Graph before =
        Graphs.over(
            List.of("y"),
            new long[] {4},
            Map.of("w", normal(4, 4)),
            Node.of("MatMul", "product", "x", "w"),
            Node.of("Mul", "y", "product", "product"));

    Graph after = new HalfPrecision().apply(before);

    assertThat(Graphs.operators(after)).containsExactly("Cast", "MatMul", "Cast", "Mul");
    assertSame(before, after, 1e-2);
  }

  private static ElementType type(Graph graph, String value) {
    return graph.value(value).orElseThrow().type();
  }

  private static Node attention() {
    return Node.of("Attention", "y", "x", "x", "x").with("scale", Attribute.of(0.3f));
  }

  private void assertSame(Graph before, Graph after, double tolerance) {
    Map<String, Tensor> inputs = Map.of("x", normal(before.inputs().getFirst().shapeAt(2)));
    Map<String, Tensor> expected = Graphs.run(before, inputs);
    Graphs.run(after, inputs)
        .forEach((name, found) -> Graphs.assertClose(found, expected.get(name), tolerance));
  }

  private Tensor normal(long... shape) {
    return Graphs.normal(random, shape);
  }
}
