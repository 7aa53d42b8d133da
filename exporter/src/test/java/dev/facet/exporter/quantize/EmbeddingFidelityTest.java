package dev.facet.exporter.quantize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.facet.exporter.graph.Attribute;
import dev.facet.exporter.graph.Dimension;
import dev.facet.exporter.graph.ElementType;
import dev.facet.exporter.graph.Graph;
import dev.facet.exporter.graph.Node;
import dev.facet.exporter.graph.Tensor;
import dev.facet.exporter.graph.Value;
import dev.facet.exporter.run.Faces;
import dev.facet.trainer.augment.InputSpec;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EmbeddingFidelityTest {
  private static final InputSpec INPUT =
      new InputSpec(1, 1, 1, 1, List.of(0.5, 0.5, 0.5), List.of(1.0, 1.0, 1.0));

  /** One face of each colour, so that an embedding is the face itself. */
  private final Faces faces =
      new Faces(
          INPUT,
          List.of(
              new byte[] {100, 0, 0},
              new byte[] {0, 100, 0},
              new byte[] {0, 0, 100},
              new byte[] {100, 0, 0}));

  @Test
  void isOneForTheSameGraph() {
    assertThat(new EmbeddingFidelity(turned(0), faces).applyAsDouble(turned(0)))
        .isCloseTo(1, within(1e-6));
  }

  @Test
  void isTheMeanCosine() {
    // a turn by 60 degrees in the plane of red and green: blue keeps its direction
    double cosine = new EmbeddingFidelity(turned(0), faces).applyAsDouble(turned(Math.PI / 3));

    assertThat(cosine).isCloseTo((3 * 0.5 + 1) / 4, within(1e-6));
  }

  private static Graph turned(double angle) {
    float c = (float) Math.cos(angle);
    float s = (float) Math.sin(angle);
    List<Dimension> row = List.of(Dimension.batch(), Dimension.of(3));
    Value images =
        new Value(
            "images",
            ElementType.UINT8,
            List.of(Dimension.batch(), Dimension.of(1), Dimension.of(1), Dimension.of(3)));
    return new Graph(
        List.of(images),
        List.of(new Value("embedding", ElementType.FLOAT, row)),
        List.of(
            Node.of("Reshape", "pixel", "images", "shape"),
            Node.of("Cast", "floats", "pixel").with("to", Attribute.of(1L)),
            Node.of("MatMul", "turned", "floats", "turn"),
            Node.of("ReduceL2", "length", "turned", "axes"),
            Node.of("Div", "embedding", "turned", "length")),
        Map.of(
            "shape", Tensor.list(0, 3),
            "axes", Tensor.list(1),
            "turn", Tensor.ofFloats(new float[] {c, s, 0, -s, c, 0, 0, 0, 1}, 3, 3)),
        Map.of());
  }
}
