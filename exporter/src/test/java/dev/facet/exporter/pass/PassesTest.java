package dev.facet.exporter.pass;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.facet.exporter.ExportException;
import dev.facet.exporter.Graphs;
import dev.facet.exporter.graph.Attribute;
import dev.facet.exporter.graph.Dimension;
import dev.facet.exporter.graph.ElementType;
import dev.facet.exporter.graph.Graph;
import dev.facet.exporter.graph.GraphEditor;
import dev.facet.exporter.graph.Node;
import dev.facet.exporter.graph.Tensor;
import dev.facet.exporter.graph.Value;
import dev.facet.exporter.onnx.OnnxFiles;
import dev.facet.exporter.onnx.OnnxWriter;
import dev.facet.exporter.runtime.OrtModel;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Each pass: what stood there before, what stands there after, and the same numbers from both. */
class PassesTest {
  private static final long SEED = 20;
  private final Random random = new Random(SEED);

  @Test
  void foldsBatchNormalizationIntoTheConvolutionBefore() {
    Graph before =
        maps(
            Map.of("w", normal(5, 4, 3, 3), "b", normal(5)),
            Node.of("Conv", "conv", "x", "w", "b"),
            normalization("y", "conv", 5));

    Graph after = checked(new FoldBatchNormalization(), before);

    assertThat(after.nodes()).hasSize(1);
    assertThat(after.nodes().getFirst().operator()).isEqualTo("Conv");
    assertThat(after.nodes().getFirst().output()).isEqualTo("y");
    assertThat(after.constants().keySet()).containsExactly("y/weights", "y/bias");
  }

  @Test
  void givesAConvolutionWithoutBiasOne() {
    Graph before =
        maps(
            Map.of("w", normal(5, 4, 1, 1)),
            Node.of("Conv", "conv", "x", "w"),
            normalization("y", "conv", 5));

    Graph after = checked(new FoldBatchNormalization(), before);

    assertThat(after.nodes().getFirst().inputs()).containsExactly("x", "y/weights", "y/bias");
  }

  @Test
  void foldsBatchNormalizationIntoAMatrixProduct() {
    Graph before =
        graph(
            List.of(Dimension.batch(), Dimension.of(4)),
            Map.of("w", normal(4, 5)),
            Node.of("MatMul", "product", "x", "w"),
            normalization("y", "product", 5));

    Graph after = checked(new FoldBatchNormalization(), before);

    assertThat(after.nodes()).extracting(Node::operator).containsExactly("MatMul", "Add");
  }

  @Test
  void leavesABatchNormalizationWhoseInputIsReadTwice() {
    Graph before =
        maps(
            Map.of("w", normal(5, 4, 1, 1)),
            Node.of("Conv", "conv", "x", "w"),
            normalization("normal", "conv", 5),
            Node.of("Add", "y", "normal", "conv"));

    assertThat(checked(new FoldBatchNormalization(), before).count("BatchNormalization")).isOne();
  }

  @Test
  void leavesABatchNormalizationWithNothingToFoldInto() {
    Graph before = maps(Map.of(), normalization("y", "x", 4));

    assertThat(checked(new FoldBatchNormalization(), before)).isEqualTo(before);
  }

  @Test
  void joinsConvolutionsOfPartsIntoOneInGroups() {
    Graph before = halves(0, 2, normal(5, 2, 3, 3), normal(5, 2, 3, 3));

    Graph after = checked(new JoinConvolutionGroups(), before);

    assertThat(after.count("Concat")).isZero();
    assertThat(after.count("Conv")).isOne();
    Node joined = after.nodes().getLast();
    assertThat(joined.integer("group")).hasValue(2L);
    assertThat(after.constants().get(joined.inputs().get(1)).shape()).containsExactly(10, 2, 3, 3);
  }

  @Test
  void leavesConvolutionsOfTheSamePart() {
    Graph before = halves(0, 0, normal(5, 2, 3, 3), normal(5, 2, 3, 3));

    assertThat(checked(new JoinConvolutionGroups(), before).count("Concat")).isOne();
  }

  @Test
  void leavesConvolutionsOfDifferentWidth() {
    Graph before = halves(0, 2, normal(5, 2, 3, 3), normal(3, 2, 3, 3));

    assertThat(checked(new JoinConvolutionGroups(), before).count("Concat")).isOne();
  }

  @Test
  void leavesAConvolutionThatIsReadElsewhere() {
    Graph before = halves(0, 2, normal(5, 2, 3, 3), normal(5, 2, 3, 3));
    GraphEditor editor = new GraphEditor(before);
    Node joined = editor.producer("y").orElseThrow();
    editor.replace(joined, joined, Node.of("Relu", "z", "conv0"));

    assertThat(new JoinConvolutionGroups().apply(editor.finish()).count("Concat")).isOne();
  }

  /** Two convolutions of two of four channels each, joined. */
  private Graph halves(long first, long second, Tensor... weights) {
    return maps(
        Map.ofEntries(
            Map.entry("w0", weights[0]),
            Map.entry("w1", weights[1]),
            Map.entry("b0", Tensor.list(first)),
            Map.entry("e0", Tensor.list(first + 2)),
            Map.entry("b1", Tensor.list(second)),
            Map.entry("e1", Tensor.list(second + 2)),
            Map.entry("one", Tensor.list(1))),
        Node.of("Slice", "x0", "x", "b0", "e0", "one", "one"),
        Node.of("Slice", "x1", "x", "b1", "e1", "one", "one"),
        Node.of("Conv", "conv0", "x0", "w0").with("pads", new long[] {1, 1, 1, 1}),
        Node.of("Conv", "conv1", "x1", "w1").with("pads", new long[] {1, 1, 1, 1}),
        Node.of("Concat", "y", "conv0", "conv1").with("axis", Attribute.of(1L)));
  }

  @Test
  void computesConstantPartsInAdvance() {
    Graph before =
        maps(
            Map.of("w", normal(3, 3, 4, 5), "mask", normal(3, 3, 4, 5)),
            Node.of("Mul", "masked", "w", "mask"),
            Node.of("Transpose", "ordered", "masked").with("perm", new long[] {3, 2, 0, 1}),
            Node.of("Conv", "y", "x", "ordered"));

    Graph after = checked(new FoldConstants(), before);

    assertThat(after.nodes()).extracting(Node::operator).containsExactly("Conv");
    assertThat(after.constants().keySet()).containsExactly("ordered");
    assertThat(after.constants().get("ordered").shape()).containsExactly(5, 4, 3, 3);
  }

  @Test
  void handsOnAnOutputsNameWhenItRemovesAnIdentity() {
    Graph before =
        maps(
            Map.of(),
            Node.of("Identity", "same", "x"),
            Node.of("Relu", "relu", "same"),
            Node.of("Transpose", "still", "relu").with("perm", new long[] {0, 1, 2, 3}),
            Node.of("Identity", "y", "still"));

    Graph after = checked(new RemoveIdentities(), before);

    assertThat(after.nodes()).hasSize(1);
    assertThat(after.nodes().getFirst().inputs()).containsExactly("x");
    assertThat(after.nodes().getFirst().outputs()).containsExactly("y");
  }

  @Test
  void keepsAnIdentityBetweenInputAndOutput() {
    Graph before = maps(Map.of(), Node.of("Identity", "y", "x"));

    assertThat(checked(new RemoveIdentities(), before).nodes()).hasSize(1);
  }

  @Test
  void dropsWhatNoOutputNeeds() {
    Graph before =
        maps(
            Map.of("w", normal(5, 4, 1, 1), "unused", normal(3)),
            Node.of("Conv", "forgotten", "x", "w"),
            Node.of("Sigmoid", "gone", "forgotten"),
            Node.of("Relu", "y", "x"));

    Graph after = new RemoveDeadNodes().apply(before);

    assertThat(after.nodes()).extracting(Node::output).containsExactly("y");
    assertThat(after.constants()).isEmpty();
  }

  @Test
  void keepsOneOfEqualConstants() {
    Tensor two = Tensor.scalar(2);
    Map<String, Tensor> constants = new LinkedHashMap<>();
    constants.put("first", two);
    constants.put("second", Tensor.scalar(2));
    constants.put("other", Tensor.scalar(3));
    Graph before =
        maps(
            constants,
            Node.of("Mul", "a", "x", "first"),
            Node.of("Mul", "b", "a", "second"),
            Node.of("Mul", "y", "b", "other"));

    Graph after = checked(new DeduplicateConstants(), before);

    assertThat(after.constants().keySet()).containsExactly("first", "other");
  }

  @Test
  void normalizesBytesInsideTheGraph() {
    Preprocessing preprocessing =
        new Preprocessing(9, 8, 6, 5, List.of(0.5, 0.4, 0.3), List.of(0.2, 0.25, 0.3));
    List<Dimension> crop =
        List.of(Dimension.batch(), Dimension.of(3), Dimension.of(6), Dimension.of(5));
    Graph before = graph(crop, Map.of(), Node.of("Relu", "y", "x"));
    byte[] pixels = new byte[2 * 9 * 8 * 3];
    random.nextBytes(pixels);

    Graph after = new BakePreprocessing("x", preprocessing).apply(before);
    Tensor actual = Graphs.run(after, Map.of("x", Tensor.ofBytes(pixels, 2, 9, 8, 3))).get("y");

    assertThat(after.input("x").orElseThrow().type()).isEqualTo(ElementType.UINT8);
    float[] expected = new float[2 * 3 * 6 * 5];
    int place = 0;
    for (int n = 0; n < 2; n++) {
      for (int c = 0; c < 3; c++) {
        for (int y = 0; y < 6; y++) {
          for (int x = 0; x < 5; x++) {
            int value = pixels[((n * 9 + y + 1) * 8 + x + 1) * 3 + c] & 0xff;
            double normalized =
                (value / 255.0 - preprocessing.mean().get(c)) / preprocessing.std().get(c);
            expected[place++] = (float) Math.max(0, normalized);
          }
        }
      }
    }
    Graphs.assertClose(actual, Tensor.ofFloats(expected, 2, 3, 6, 5), 1e-6);
    assertThat(new BakePreprocessing("x", preprocessing).apply(after)).isEqualTo(after);
  }

  @Test
  void refusesToBakeAnotherCropThanTheNetworkTakes() {
    Preprocessing preprocessing =
        new Preprocessing(9, 8, 9, 8, List.of(0.5, 0.5, 0.5), List.of(1.0, 1.0, 1.0));
    Graph graph = maps(Map.of(), Node.of("Relu", "y", "x"));

    assertThatThrownBy(() -> new BakePreprocessing("x", preprocessing).apply(graph))
        .isInstanceOf(ExportException.class)
        .hasMessageStartingWith(
            "Input x must have the shape [N, 3, 9, 8] by the recipe, found [N, 4, 6, 5]");
  }

  private Graph checked(Pass pass, Graph before) {
    Graph after = pass.apply(before);
    long[] shape = before.input("x").orElseThrow().shapeAt(2);
    Map<String, Tensor> inputs = Map.of("x", Graphs.normal(random, shape));
    Graphs.assertClose(
        Graphs.run(after, inputs).get("y"), Graphs.run(before, inputs).get("y"), 1e-5);
    assertThat(pass.apply(after)).isEqualTo(after);
    return after;
  }

  private Graph maps(Map<String, Tensor> constants, Node... nodes) {
    return graph(
        List.of(Dimension.batch(), Dimension.of(4), Dimension.of(6), Dimension.of(5)),
        constants,
        nodes);
  }

  /** A graph from x to y whose values between have known ranks and unimportant sizes. */
  private Graph graph(List<Dimension> shape, Map<String, Tensor> constants, Node... nodes) {
    Map<String, Tensor> all = new LinkedHashMap<>(constants);
    for (Node node : nodes) {
      node.inputs().stream()
          .filter(input -> input.startsWith("bn."))
          .forEach(
              input ->
                  all.put(
                      input,
                      input.startsWith("bn.variance") ? positive(input) : normal(size(input))));
    }
    List<Dimension> rows = List.of(Dimension.batch(), Dimension.of(5));
    Map<String, Value> known =
        shape.size() == 2
            ? Map.of("product", new Value("product", ElementType.FLOAT, rows))
            : Map.of();
    // The sizes of y follow from its operator: ONNX Runtime finds them, the tests compare them.
    Tensor sample = sample(shape, all, nodes);
    List<Dimension> outputShape = new ArrayList<>(Dimension.fixed(sample.shape()));
    outputShape.set(0, Dimension.batch());
    return new GraphEditor(
            new Graph(
                List.of(new Value("x", ElementType.FLOAT, shape)),
                List.of(new Value("y", ElementType.FLOAT, outputShape)),
                List.of(nodes),
                all,
                known))
        .finish();
  }

  private Tensor sample(List<Dimension> shape, Map<String, Tensor> all, Node... nodes) {
    Value input = new Value("x", ElementType.FLOAT, shape);
    Map<String, Tensor> constants = new LinkedHashMap<>(all);
    constants.put("x", Graphs.normal(random, input.shapeAt(1)));
    OnnxFiles model =
        OnnxWriter.writeCalculation(List.of(), List.of(nodes), constants, List.of("y"));
    try (OrtModel runtime = OrtModel.load(model)) {
      return runtime.run(Map.of()).get("y");
    }
  }

  private static Node normalization(String output, String input, int channels) {
    return Node.of(
        "BatchNormalization",
        output,
        input,
        "bn.scale." + channels,
        "bn.offset." + channels,
        "bn.mean." + channels,
        "bn.variance." + channels);
  }

  private static long size(String parameter) {
    return Long.parseLong(parameter.substring(parameter.lastIndexOf('.') + 1));
  }

  private Tensor positive(String parameter) {
    float[] values = new float[Math.toIntExact(size(parameter))];
    for (int i = 0; i < values.length; i++) {
      values[i] = 0.5f + random.nextFloat();
    }
    return Tensor.ofFloats(values, values.length);
  }

  private Tensor normal(long... shape) {
    return Graphs.normal(random, shape);
  }
}
