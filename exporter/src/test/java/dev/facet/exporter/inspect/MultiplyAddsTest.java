package dev.facet.exporter.inspect;

import static dev.facet.exporter.ForeignModel.FLOAT;
import static dev.facet.exporter.ForeignModel.integer;
import static org.assertj.core.api.Assertions.assertThat;

import dev.facet.exporter.ForeignModel;
import dev.facet.exporter.inspect.MultiplyAdds.Count;
import dev.facet.exporter.onnx.outline.ModelOutline;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MultiplyAddsTest {
  @Test
  void countsAConvolutionByItsOutputsAndFilters() {
    assertThat(
            count(
                new ForeignModel()
                    .input("x", FLOAT, "N", 3, 32, 32)
                    .weight("w", 16, 3, 5, 5)
                    .node("Conv", "y", List.of("x", "w"))
                    .known("y", FLOAT, "N", 16, 28, 28)))
        .isEqualTo(new Count.Known(28L * 28 * 16 * 3 * 5 * 5));
  }

  @Test
  void countsOnlyTheChannelsOfAGroup() {
    assertThat(
            count(
                new ForeignModel()
                    .input("x", FLOAT, "N", 8, 10, 10)
                    .weight("w", 8, 1, 3, 3)
                    .node("Conv", "y", List.of("x", "w"), integer("group", 8))
                    .known("y", FLOAT, "N", 8, 8, 8)))
        .isEqualTo(new Count.Known(8L * 8 * 8 * 3 * 3));
  }

  @Test
  void countsATransposedConvolutionByItsInputs() {
    assertThat(
            count(
                new ForeignModel()
                    .input("x", FLOAT, "N", 6, 7, 7)
                    .weight("w", 6, 4, 2, 2)
                    .node("ConvTranspose", "y", List.of("x", "w"))
                    .known("y", FLOAT, "N", 4, 14, 14)))
        .isEqualTo(new Count.Known(7L * 7 * 6 * 4 * 2 * 2));
  }

  @Test
  void countsAProductByTheSizeThatIsSummedOver() {
    assertThat(
            count(
                new ForeignModel()
                    .input("x", FLOAT, "N", 12, 40, 64)
                    .weight("w", 64, 32)
                    .node("MatMul", "y", List.of("x", "w"))
                    .known("y", FLOAT, "N", 12, 40, 32)))
        .isEqualTo(new Count.Known(12L * 40 * 64 * 32));
  }

  @Test
  void countsAProductWithATransposedLeftSide() {
    assertThat(
            count(
                new ForeignModel()
                    .input("x", FLOAT, 20, "N")
                    .weight("w", 20, 30)
                    .node("Gemm", "y", List.of("x", "w"), integer("transA", 1))
                    .known("x", FLOAT, 20, 2)
                    .known("y", FLOAT, 2, 30),
                Map.of("x", List.of(20L, 2L))))
        .isEqualTo(new Count.Known(20L * 2 * 30));
  }

  @Test
  void countsBothProductsOfAttention() {
    long each = 40L * 40 * 64;

    assertThat(
            count(
                new ForeignModel()
                    .input("x", FLOAT, "N", 40, 64)
                    .node(
                        "Attention",
                        "y",
                        List.of("x", "x", "x"),
                        integer("q_num_heads", 4),
                        integer("kv_num_heads", 4))))
        .isEqualTo(new Count.Known(2 * each));
    assertThat(
            count(
                new ForeignModel()
                    .input("x", FLOAT, "N", 4, 40, 16)
                    .node("Attention", "y", List.of("x", "x", "x"))))
        .isEqualTo(new Count.Known(2 * each));
  }

  @Test
  void countsHeadsThatShareTheirKeys() {
    assertThat(
            count(
                new ForeignModel()
                    .input("q", FLOAT, "N", 10, 64)
                    .input("k", FLOAT, "N", 30, 16)
                    .input("v", FLOAT, "N", 30, 12)
                    .node(
                        "Attention",
                        "y",
                        List.of("q", "k", "v"),
                        integer("q_num_heads", 8),
                        integer("kv_num_heads", 2))))
        .isEqualTo(new Count.Known(10L * 30 * 64 + 10L * 30 * 8 * 6));
  }

  @Test
  void countsTheProjectionsOfOnnxRuntimesAttention() {
    assertThat(
            count(
                new ForeignModel()
                    .input("x", FLOAT, "N", 10, 64)
                    .weight("w", 64, 192)
                    .node("Attention", "com.microsoft", "y", List.of("x", "w"))
                    .known("y", FLOAT, "N", 10, 64)))
        .isEqualTo(new Count.Known(10L * 64 * 192 + 2L * 10 * 10 * 64));
  }

  @Test
  void countsNothingOfWhatOnlyTouchesEachNumber() {
    assertThat(count(new ForeignModel().input("x", FLOAT, "N").node("Relu", "y", List.of("x"))))
        .isEqualTo(new Count.None());
  }

  @Test
  void guessesNoShape() {
    assertThat(
            count(
                new ForeignModel()
                    .input("x", FLOAT, "N", 3, "height", "width")
                    .weight("w", 16, 3, 5, 5)
                    .node("Conv", "y", List.of("x", "w"))))
        .isEqualTo(new Count.Unknown("a shape is unknown"));
  }

  @Test
  void namesWhatItCannotCount() {
    assertThat(count(new ForeignModel().node("LSTM", "y", List.of("x"))))
        .isInstanceOf(Count.Unknown.class);
    assertThat(count(new ForeignModel().node("Conv", "house", "y", List.of("x", "w"))))
        .isEqualTo(new Count.Unknown("it is of an operator set of its own"));
    assertThat(
            count(
                new ForeignModel()
                    .node(
                        "Loop",
                        "y",
                        List.of("n"),
                        ForeignModel.body(
                            "body",
                            new ForeignModel().node("MatMul", "m", List.of("x", "w")).graph()))))
        .isEqualTo(new Count.Unknown("its body runs as often as the numbers want"));
  }

  @Test
  void findsShapesThatCannotBe() {
    assertThat(
            count(
                new ForeignModel()
                    .input("x", FLOAT, Long.MAX_VALUE, Long.MAX_VALUE)
                    .weight("w", 2, 2)
                    .node("MatMul", "y", List.of("x", "w"))
                    .known("y", FLOAT, Long.MAX_VALUE, 2)))
        .isEqualTo(new Count.Contradictory());
    assertThat(
            count(
                new ForeignModel()
                    .input("x", FLOAT, "N", 3, 8, 8)
                    .weight("w", 4, 5, 3, 3)
                    .node("Conv", "y", List.of("x", "w"))
                    .known("y", FLOAT, "N", 4, 6, 6)))
        .isEqualTo(new Count.Contradictory());
  }

  private static Count count(ForeignModel model) {
    return count(model, Map.of());
  }

  private static Count count(ForeignModel model, Map<String, List<Long>> chosen) {
    ModelOutline outline = model.outline();
    return MultiplyAdds.of(outline.nodes().getFirst(), Shapes.declared(outline, chosen));
  }
}
