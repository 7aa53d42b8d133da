package dev.facet.exporter.quantize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.facet.exporter.ExportException;
import dev.facet.exporter.graph.Attribute;
import dev.facet.exporter.graph.Dimension;
import dev.facet.exporter.graph.ElementType;
import dev.facet.exporter.graph.Graph;
import dev.facet.exporter.graph.Node;
import dev.facet.exporter.graph.Tensor;
import dev.facet.exporter.graph.Value;
import dev.facet.exporter.run.Faces;
import dev.facet.exporter.run.LabelledFaces;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AccuracyTest {
  private static final List<Dimension> PIXELS =
      List.of(Dimension.batch(), Dimension.of(20), Dimension.of(18), Dimension.of(3));

  /** Twenty faces of one colour each; "bright" are those above 127, "warm" none. */
  private final LabelledFaces faces = faces();

  private static LabelledFaces faces() {
    List<byte[]> pixels = new ArrayList<>();
    boolean[][] labels = new boolean[20][];
    for (int i = 0; i < labels.length; i++) {
      byte[] face = new byte[SmallNetwork.INPUT.bytesPerFace()];
      Arrays.fill(face, (byte) (10 * i));
      pixels.add(face);
      labels[i] = new boolean[] {10 * i > 127, false};
    }
    return new LabelledFaces(
        new Faces(SmallNetwork.INPUT, pixels), List.of("bright", "warm"), labels);
  }

  /** The mean of green and blue as the probabilities of two attributes. */
  private static Graph colours(String output) {
    return new Graph(
        List.of(new Value("images", ElementType.UINT8, PIXELS)),
        List.of(new Value(output, ElementType.FLOAT, List.of(Dimension.batch(), Dimension.of(2)))),
        List.of(
            Node.of("Slice", "pair", "images", "one", "three", "last"),
            Node.of("Cast", "floats", "pair").with("to", Attribute.of(1L)),
            Node.of("ReduceMean", "mean", "floats", "sides").with("keepdims", Attribute.of(0L)),
            Node.of("Div", output, "mean", "most")),
        Map.of(
            "one", Tensor.list(1),
            "three", Tensor.list(3),
            "last", Tensor.list(3),
            "sides", Tensor.list(1, 2),
            "most", Tensor.scalar(255)),
        Map.of());
  }

  @Test
  void isTheMeanOverAttributes() {
    // warm is predicted for the 7 bright faces of 20, and wrong each time
    assertThat(new Accuracy(faces, Map.of()).applyAsDouble(colours("probabilities")))
        .isCloseTo((1 + 13 / 20.0) / 2, within(1e-12));
  }

  @Test
  void takesTheThresholdOfEachAttribute() {
    assertThat(
            new Accuracy(faces, Map.of("warm", 1.0, "bright", 0.0))
                .applyAsDouble(colours("probabilities")))
        .isCloseTo((7 / 20.0 + 1) / 2, within(1e-12));
  }

  @Test
  void refusesAGraphWithoutProbabilities() {
    assertThatThrownBy(() -> new Accuracy(faces, Map.of()).applyAsDouble(colours("embedding")))
        .isInstanceOf(ExportException.class)
        .hasMessage(
            "The graph's outputs [embedding] have no probabilities, so it has no accuracy: judge it"
                + " otherwise.");
  }

  @Test
  void refusesFacesOfOtherAttributes() {
    LabelledFaces others = new LabelledFaces(faces.faces(), List.of("bright"), new boolean[20][1]);

    assertThatThrownBy(() -> new Accuracy(others, Map.of()).applyAsDouble(colours("probabilities")))
        .isInstanceOf(ExportException.class)
        .hasMessageContaining("probabilities of [N, 2]")
        .hasMessageContaining("labels of 1 attributes");
  }
}
